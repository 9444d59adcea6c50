package org.scalarflow.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Node;
import org.scalarflow.bench.hand.SigmoidNet;

/**
 * What does a comfortable feed cost? Loss and gradient of the network 2-[10]-1 at 44 inputs that
 * are all fed anew: by index into the arrays of a runner, by node, by name, and as a map of names.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@Unit("run")
public class Feeding {

  private static final String NETWORK = "10x1";

  /** A program, and what it is fed. */
  @State(Scope.Thread)
  public static class OnBackend extends BackendState {

    private Subject subject;
    private List<Node> inputs;
    private String[] names;
    private double[] values;
    private int[] rowIndex;
    private int parameters;

    /** Compiles, and compares with the baseline. */
    @Setup
    public void compile() {
      Mlp network = Mlp.of(NETWORK);
      MlpGraph graph = new MlpGraph(network, MlpGraph.Style.SIGMOID);
      subject = new Subject(open(), eager(), graph.loss, graph.parameters);
      parameters = graph.parameters.size();
      inputs = Stream.<Node>concat(graph.parameters.stream(), graph.sample.stream()).toList();
      names = inputs.stream().map(Node::name).toArray(String[]::new);
      values = new double[inputs.size()];
      System.arraycopy(network.parameters(), 0, values, 0, parameters);
      double[] sample = Mlp.samples(1);
      System.arraycopy(sample, 0, values, parameters, Mlp.SAMPLE);
      rowIndex = graph.sample.stream().mapToInt(subject.program::rowIndex).toArray();
      double[] expected = new double[parameters];
      double loss =
          SigmoidNet.of(network.width(), network.depth())
              .lossAndGradient(network.parameters(), sample, 0, expected);
      byIndex();
      Agreement.require(
          backend,
          subject.runner.values()[0],
          subject.gradient(subject.runner.derivatives()),
          loss,
          expected);
      for (Feed feed : List.of(feedByNode(), feedByName(), feedByMap())) {
        Evaluation run = subject.program.gradient(feed);
        double[] found = graph.parameters.stream().mapToDouble(run::derivative).toArray();
        Agreement.require(backend, run.value(), found, loss, expected);
      }
    }

    final double[] byIndex() {
      double[] uniform = subject.runner.uniform();
      for (int i = 0; i < parameters; i++) {
        uniform[subject.parameterIndex[i]] = values[i];
      }
      double[] row = subject.runner.row();
      for (int i = 0; i < rowIndex.length; i++) {
        row[rowIndex[i]] = values[parameters + i];
      }
      return subject.differentiate();
    }

    final Feed feedByNode() {
      Feed feed = Feed.empty();
      for (int i = 0; i < values.length; i++) {
        feed = feed.and(inputs.get(i), values[i]);
      }
      return feed;
    }

    final Feed feedByName() {
      Feed feed = Feed.empty();
      for (int i = 0; i < values.length; i++) {
        feed = feed.and(names[i], values[i]);
      }
      return feed;
    }

    final Feed feedByMap() {
      Map<String, Double> map = new HashMap<>();
      for (int i = 0; i < values.length; i++) {
        map.put(names[i], values[i]);
      }
      return Feed.of(map);
    }
  }

  /** Into the arrays of a runner. */
  @Benchmark
  public double[] byIndex(OnBackend state) {
    return state.byIndex();
  }

  /** A feed of nodes. */
  @Benchmark
  public Evaluation byNode(OnBackend state) {
    return state.subject.program.gradient(state.feedByNode());
  }

  /** A feed of names. */
  @Benchmark
  public Evaluation byName(OnBackend state) {
    return state.subject.program.gradient(state.feedByName());
  }

  /** A feed made of a map. */
  @Benchmark
  public Evaluation byMap(OnBackend state) {
    return state.subject.program.gradient(state.feedByMap());
  }
}
