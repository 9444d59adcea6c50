package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/**
 * The bits of the plain kernel on seeded random networks: with vectors for layers, shared weights,
 * nodes on the way that are wanted, and awkward numbers.
 *
 * <p>There is one network for every twenty seeds of {@code scalarflow.soak.graphs} (10,000), from
 * {@code scalarflow.soak.first} on.
 */
class RandomLayersTest {

  private static final long NETWORKS = Long.getLong("scalarflow.soak.graphs", 10_000) / 20 + 1;
  private static final long FIRST = Long.getLong("scalarflow.soak.first", 1);

  private static final List<UnaryOperator<Node>> ACTIVATIONS =
      List.of(
          Functions::sigmoid,
          Functions::sigmoid,
          Functions::tanh,
          Functions::relu,
          Functions::softplus,
          node -> Functions.exp(node.times(-0.5)),
          node -> Functions.divide(1.0, Functions.exp(node.unaryMinus()).plus(1.0)),
          UnaryOperator.identity());

  @Test
  void networks() {
    JvmAssumptions.hasVectors();
    Eager eager = new Eager();
    Eager rolled = Eager.rolled();
    int withLayers = 0;
    for (long seed = FIRST; seed < FIRST + NETWORKS; seed++) {
      Tape tape = Tape.lower(new Network(seed).request());
      Kernel kernel = (seed % 4 == 0 ? rolled : eager).compile(tape, CompileOptions.DEFAULT);
      withLayers += kernel.describe().matches("(?s).*vectors for [0-9]+ layer.*") ? 1 : 0;
      try {
        new LikePlain(kernel).verify(1, 2);
      } catch (AssertionError wrong) {
        throw new AssertionError("network of seed " + seed, wrong);
      }
    }
    assertThat(withLayers).as("networks with vectors for layers").isGreaterThan((int) NETWORKS / 3);
  }

  /** A network on its way. */
  private static final class Network {

    private final SplittableRandom random;
    private final Graph graph = new Graph();
    private final List<Node> inputs = new ArrayList<>();
    private final List<Node> onTheWay = new ArrayList<>();
    private List<Node> shared = List.of();

    Network(long seed) {
      random = new SplittableRandom(seed);
    }

    Request request() {
      List<Node> signals = new ArrayList<>();
      boolean areFed = random.nextInt(4) > 0;
      for (int i = random.nextInt(8, 36); i > 0; i--) {
        signals.add(input(areFed));
      }
      for (int layer = random.nextInt(1, 5); layer > 0; layer--) {
        signals = layer(signals, random.nextInt(3, 24));
      }
      List<Node> outputs = random.nextInt(3) == 0 ? signals : List.of(total(signals));
      Request request = Request.of(outputs).differentiate(wanted());
      return random.nextInt(4) == 0 && !onTheWay.isEmpty()
          ? request.observe(any(onTheWay))
          : request;
    }

    /** Of one kind nearly always, so that those of a unit stand side by side. */
    private Node input(boolean isPlaceholder) {
      boolean isOther = random.nextInt(5_000) == 0;
      Node input = isPlaceholder != isOther ? graph.placeholder() : graph.variable(0.1);
      inputs.add(input);
      return input;
    }

    private Node any(List<Node> nodes) {
      return nodes.get(random.nextInt(nodes.size()));
    }

    private List<Node> wanted() {
      return switch (random.nextInt(4)) {
        case 0 -> List.copyOf(inputs);
        case 1 -> inputs.subList(0, 1 + random.nextInt(inputs.size()));
        case 2 -> inputs.stream().filter(any -> random.nextInt(10) > 0).toList();
        default -> {
          List<Node> some = new ArrayList<>(inputs);
          if (!onTheWay.isEmpty()) {
            some.add(any(onTheWay));
          }
          yield some;
        }
      };
    }

    private List<Node> layer(List<Node> signals, int units) {
      boolean sharesWeights = random.nextInt(4) == 0 && shared.size() == units * signals.size();
      boolean areFed = random.nextInt(8) == 0;
      boolean areConstant = random.nextInt(8) == 0;
      boolean areAlike = random.nextBoolean();
      List<Node> weights = new ArrayList<>();
      for (int i = 0; i < units * signals.size(); i++) {
        weights.add(
            sharesWeights
                ? shared.get(i)
                : areConstant
                    ? graph.constant(0.1 * (areAlike ? i % signals.size() : i) - 0.7)
                    : input(areFed));
      }
      shared = weights;
      UnaryOperator<Node> activation = ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
      int style = random.nextInt(4);
      boolean isSwapped = random.nextBoolean();
      boolean isOdd = random.nextInt(6) == 0;
      List<Node> layer = new ArrayList<>();
      for (int unit = 0; unit < units; unit++) {
        Node sum = style == 0 ? input(areFed) : style == 1 ? graph.constant(0.25) : null;
        for (int i = 0; i < signals.size(); i++) {
          Node weight =
              isOdd && random.nextInt(200) == 0
                  ? any(inputs)
                  : weights.get(unit * signals.size() + i);
          Node signal = signals.get(i);
          Node product = isSwapped ? signal.times(weight) : weight.times(signal);
          sum = sum == null ? product : isSwapped ? product.plus(sum) : sum.plus(product);
          if (random.nextInt(300) == 0) {
            onTheWay.add(sum);
          }
        }
        if (sum == null) {
          throw new IllegalStateException("no signals");
        }
        layer.add(activation.apply(style == 2 ? sum.plus(input(areFed)) : sum));
      }
      return layer;
    }

    private Node total(List<Node> nodes) {
      Node total = nodes.get(0);
      for (Node node : nodes.subList(1, nodes.size())) {
        total = total.plus(node.times(0.5));
      }
      return total;
    }
  }
}
