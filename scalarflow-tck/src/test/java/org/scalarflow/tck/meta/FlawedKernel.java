package org.scalarflow.tck.meta;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scalarflow.NodeKind;
import org.scalarflow.Operator;
import org.scalarflow.Structure;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/**
 * A kernel that can make one mistake. A node's adjoint is pulled from its consumers, so that the
 * order of a sum can be got wrong without getting anything else wrong.
 */
final class FlawedKernel extends RowKernel {

  private static final int STACK = 2_000;

  private final SweepFlaw flaw;
  private final ConsumerTable consumers;
  private final Map<List<Object>, Integer> firstOfEqual = new HashMap<>();
  private final int[] equalTo;
  private final int[] valueNodes;

  FlawedKernel(Tape tape, SweepFlaw flaw) {
    super(tape);
    this.flaw = flaw;
    consumers = new ConsumerTable(tape, flaw);
    valueNodes = IntStream.range(0, tape.valueCount()).map(tape::valueNode).toArray();
    if (flaw == SweepFlaw.OUTPUTS_SORTED) {
      Arrays.sort(valueNodes, 0, tape.outputCount());
    }
    equalTo = flaw == SweepFlaw.EQUAL_NODES_MERGED ? equalNodes() : new int[0];
  }

  private final class Memory extends Workspace {

    final FlawedRules rules = new FlawedRules(tape(), flaw);
    final double[] values = new double[tape().size()];
    final double[] adjoints = new double[tape().size()];
    final double[] seeds = new double[tape().size()];
    final boolean[] seeded = new boolean[tape().size()];
    final boolean[] reached = new boolean[tape().size()];
    final double[][] partials = new double[tape().size()][];
    final boolean[] done = new boolean[tape().size()];
    final boolean[] remembered = new boolean[tape().size()];
    double[] lastUniform = new double[0];
    double[] lastInputs = {};

    Memory() {
      super(FlawedKernel.this);
      tape().copyConstants(values);
    }
  }

  @Override
  public Workspace newWorkspace() {
    return new Memory();
  }

  @Override
  public String describe() {
    return "with the flaw " + flaw;
  }

  // ---------------------------------------------------------------- forward

  @Override
  protected void value(Workspace workspace, Inputs inputs, int row, double[] values, int start) {
    Memory memory = (Memory) workspace;
    forward(memory, inputs, row);
    if (flaw == SweepFlaw.PARTIALS_IN_VALUE_RUN) {
      for (int node = tape().firstOperation(); node < tape().size(); node++) {
        memory.rules.partials(node, memory.values);
      }
    }
    deliver(memory, values, start, tape().valueCount());
  }

  private void forward(Memory memory, Inputs inputs, int row) {
    if (!copyInputs(memory, inputs, row)) {
      return;
    }
    if (flaw == SweepFlaw.RECURSIVE_FORWARD) {
      Arrays.fill(memory.done, false);
      for (int i = 0; i < tape().valueCount(); i++) {
        evaluate(memory, tape().valueNode(i), 1);
      }
      return;
    }
    for (int node = tape().firstOperation(); node < tape().size(); node++) {
      if (flaw == SweepFlaw.LAZY_BRANCHES && consumers.onlyInBranchNotTaken(node, memory.values)) {
        continue;
      }
      if (flaw == SweepFlaw.IMPURE_REMEMBERED && memory.remembered[node]) {
        continue;
      }
      memory.values[node] = memory.rules.value(node, memory.values);
      if (flaw == SweepFlaw.PURE_TWICE_FORWARD && tape().operator(node).isPure()) {
        memory.values[node] = memory.rules.value(node, memory.values);
      }
      memory.remembered[node] = !tape().operator(node).isPure() && hasOnlyConstantOperands(node);
    }
    if (flaw == SweepFlaw.WHOLE_GRAPH_EVALUATED) {
      evaluateTheRest();
    }
  }

  /** Whether there is anything to evaluate then. */
  private boolean copyInputs(Memory memory, Inputs inputs, int row) {
    int uniforms = tape().uniformCount();
    if (flaw != SweepFlaw.UNIFORM_INPUTS_REMEMBERED || memory.lastUniform != inputs.uniform()) {
      System.arraycopy(inputs.uniform(), 0, memory.values, 0, uniforms);
      memory.lastUniform = inputs.uniform();
    }
    System.arraycopy(
        inputs.rows(), row * inputs.stride(), memory.values, uniforms, tape().rowInputCount());
    return flaw != SweepFlaw.FORWARD_SKIPPED_FOR_EQUAL_INPUTS || inputsDiffer(memory);
  }

  /** Whether some input is not equal to that of the run before, as {@code ==} sees it. */
  private boolean inputsDiffer(Memory memory) {
    double[] now = Arrays.copyOf(memory.values, tape().firstConstant());
    double[] last = memory.lastInputs;
    memory.lastInputs = now;
    return last.length == 0 || IntStream.range(0, now.length).anyMatch(i -> now[i] != last[i]);
  }

  private double evaluate(Memory memory, int node, int depth) {
    requireStack(depth);
    if (node >= tape().firstOperation() && !memory.done[node]) {
      for (int position = 0; position < tape().operandCount(node); position++) {
        memory.values[tape().operand(node, position)] =
            evaluate(memory, tape().operand(node, position), depth + 1);
      }
      memory.values[node] = memory.rules.value(node, memory.values);
      memory.done[node] = true;
    }
    return memory.values[node];
  }

  /** Lets a stack end at the same depth every time, whatever the JIT has made of the frames. */
  private static void requireStack(int depth) {
    if (depth > STACK) {
      throw new StackOverflowError("deeper than " + STACK);
    }
  }

  private boolean hasOnlyConstantOperands(int node) {
    return IntStream.range(0, tape().operandCount(node))
        .map(position -> tape().operand(node, position))
        .allMatch(
            operand -> operand >= tape().firstConstant() && operand < tape().firstOperation());
  }

  private void evaluateTheRest() {
    Structure structure = tape().structure();
    boolean[] onTape = new boolean[structure.size()];
    for (int node = 0; node < tape().size(); node++) {
      onTape[tape().origin(node)] = true;
    }
    for (int id = 0; id < onTape.length; id++) {
      if (!onTape[id] && structure.kind(id) == NodeKind.OPERATION) {
        structure.operator(id).value(new double[structure.operandCount(id)]);
      }
    }
  }

  private void deliver(Memory memory, double[] values, int start, int count) {
    int outputs = tape().outputCount();
    if (flaw == SweepFlaw.VALUES_CLEARED_TO_THE_END) {
      Arrays.fill(values, start, values.length, 0.0);
    }
    for (int i = 0; i < count; i++) {
      boolean reversed = flaw == SweepFlaw.OBSERVED_REVERSED && i >= outputs;
      int node = valueNodes[reversed ? outputs + valueNodes.length - 1 - i : i];
      boolean constant = node >= tape().firstConstant() && node < tape().firstOperation();
      boolean dropped = flaw == SweepFlaw.CONSTANTS_NOT_DELIVERED && constant;
      values[start + i] = dropped ? 0.0 : memory.values[node];
    }
  }

  // --------------------------------------------------------------- backward

  @Override
  protected void gradient(
      Workspace workspace,
      Inputs inputs,
      int row,
      double[] seeds,
      int seedStart,
      double[] values,
      int valuesStart,
      double[] derivatives) {
    Memory memory = (Memory) workspace;
    forward(memory, inputs, row);
    boolean withObserved = flaw != SweepFlaw.OBSERVED_ONLY_WITHOUT_DERIVATIVES;
    deliver(memory, values, valuesStart, withObserved ? tape().valueCount() : tape().outputCount());
    if (derivatives.length == 0) {
      return;
    }
    if (flaw == SweepFlaw.SEEDS_NORMALISED) {
      for (int i = 0; i < tape().outputCount(); i++) {
        seeds[seedStart + i] += 0.0;
      }
    }
    Arrays.fill(memory.done, false);
    seed(memory, seeds, seedStart);
    if (flaw == SweepFlaw.RECURSIVE_BACKWARD) {
      for (int i = 0; i < derivatives.length; i++) {
        ask(memory, tape().derivativeNode(i), 1);
      }
    } else {
      for (int node = tape().size() - 1; node >= 0; node--) {
        pull(memory, node);
      }
    }
    for (int i = 0; i < derivatives.length; i++) {
      boolean reversed = flaw == SweepFlaw.DERIVATIVES_REVERSED;
      derivatives[reversed ? derivatives.length - 1 - i : i] =
          derivative(memory, tape().derivativeNode(i));
    }
  }

  private void seed(Memory memory, double[] seeds, int start) {
    Arrays.fill(memory.seeded, false);
    for (int i = 0; i < tape().outputCount(); i++) {
      int output = tape().output(i);
      double seed = seeds[start + (flaw == SweepFlaw.FIRST_SEED_FOR_ALL ? 0 : i)];
      boolean skipped =
          (flaw == SweepFlaw.ZERO_SEED_SKIPPED && seed == 0)
              || (flaw == SweepFlaw.FOURTH_SEED_DROPPED && i == 3)
              || (flaw == SweepFlaw.SEED_OF_INPUT_DROPPED && output < tape().firstOperation());
      memory.seeds[output] = seed;
      memory.seeded[output] = !skipped;
    }
    for (int i = tape().outputCount(); i < tape().valueCount(); i++) {
      memory.seeds[tape().valueNode(i)] = 1.0;
      memory.seeded[tape().valueNode(i)] = flaw == SweepFlaw.OBSERVED_SEEDED;
    }
  }

  private void ask(Memory memory, int node, int depth) {
    requireStack(depth);
    if (!memory.done[node]) {
      memory.done[node] = true;
      for (int i = consumers.end(node) - 1; i >= consumers.start(node); i--) {
        ask(memory, consumers.consumer(i), depth + 1);
      }
      pull(memory, node);
    }
  }

  private void pull(Memory memory, int node) {
    if (!tape().needsAdjoint(node)) {
      memory.reached[node] = false;
      if (flaw == SweepFlaw.PARTIALS_OF_ALL_OPERATIONS && node >= tape().firstOperation()) {
        memory.rules.partials(node, memory.values);
      }
      return;
    }
    boolean seedLast = flaw == SweepFlaw.SEED_LAST;
    Sum sum = new Sum(flaw);
    if (flaw == SweepFlaw.ADJOINTS_NOT_CLEARED && node < tape().firstOperation()) {
      sum.add(1.0, memory.adjoints[node]);
    }
    if (memory.seeded[node] && !seedLast) {
      sum.add(1.0, memory.seeds[node]);
    }
    int last = -1;
    for (int i = consumers.start(node); i < consumers.end(node); i++) {
      int consumer = consumers.consumer(i);
      boolean again = flaw == SweepFlaw.ONE_CONTRIBUTION_PER_CONSUMER && consumer == last;
      if (memory.reached[consumer]
          && !again
          && contributes(memory, consumer, consumers.position(i))) {
        double partial = memory.partials[consumer][consumers.position(i)];
        sum.add(memory.adjoints[consumer], partial);
        last = consumer;
      }
    }
    if (memory.seeded[node] && seedLast) {
      sum.add(1.0, memory.seeds[node]);
    }
    memory.adjoints[node] = sum.value();
    memory.reached[node] = sum.any() || flaw == SweepFlaw.UNREACHED_PASSES_ZERO;
    if (flaw == SweepFlaw.ZERO_ADJOINT_SKIPPED && sum.value() == 0 && !memory.seeded[node]) {
      memory.reached[node] = false;
    }
    if (node >= tape().firstOperation()) {
      askForPartials(memory, node);
    }
  }

  private void askForPartials(Memory memory, int node) {
    if (memory.reached[node] && consumers.passesAny(node)) {
      memory.partials[node] = memory.rules.partials(node, memory.values);
      int positions = tape().operandCount(node);
      for (int i = 1; flaw == SweepFlaw.PARTIALS_FOR_EACH_OPERAND && i < positions; i++) {
        memory.partials[node] = memory.rules.partials(node, memory.values);
      }
    }
  }

  private boolean contributes(Memory memory, int node, int position) {
    Operator operator = tape().operator(node);
    if (!operator.isSelective() || flaw == SweepFlaw.BRANCH_NOT_TAKEN_CONTRIBUTES_ZERO) {
      return true;
    }
    if (flaw == SweepFlaw.CONDITION_RECEIVES_ZERO && !operator.isDifferentiable(position)) {
      return true;
    }
    return memory.rules.contributes(node, position, memory.values);
  }

  private double derivative(Memory memory, int node) {
    if (!tape().needsAdjoint(node)) {
      return flaw == SweepFlaw.UNREACHED_IS_NAN ? Double.NaN : 0.0;
    }
    if (flaw == SweepFlaw.OPERATIONS_NOT_DELIVERED && node >= tape().firstOperation()) {
      return 0.0;
    }
    if (flaw == SweepFlaw.EQUAL_NODES_MERGED) {
      return IntStream.range(0, equalTo.length)
          .filter(other -> equalTo[other] == equalTo[node])
          .mapToDouble(other -> memory.adjoints[other])
          .sum();
    }
    double adjoint = memory.adjoints[node];
    return flaw == SweepFlaw.NEGATIVE_ZERO_DELIVERED ? adjoint : adjoint + 0.0;
  }

  private int[] equalNodes() {
    int[] equal = new int[tape().size()];
    for (int node = 0; node < equal.length; node++) {
      int operation = node;
      if (node < tape().firstOperation() || !tape().needsAdjoint(node)) {
        equal[node] = node;
      } else {
        List<Object> key =
            IntStream.rangeClosed(0, tape().operandCount(node))
                .<Object>mapToObj(
                    i -> i == 0 ? tape().operator(operation) : tape().operand(operation, i - 1))
                .toList();
        equal[node] = firstOfEqual.computeIfAbsent(key, absent -> operation);
      }
    }
    return equal;
  }

  /** An adjoint in the making. */
  private static final class Sum {

    private final SweepFlaw flaw;
    private double value;
    private boolean any;

    Sum(SweepFlaw flaw) {
      this.flaw = flaw;
    }

    void add(double adjoint, double partial) {
      double contribution = adjoint * partial;
      if (flaw == SweepFlaw.NAN_DROPPED && Double.isNaN(contribution)) {
        contribution = 0.0;
      }
      boolean replaces =
          flaw == SweepFlaw.LAST_CONTRIBUTION_WINS
              || (flaw == SweepFlaw.NEGATIVE_ZERO_DELIVERED && !any);
      value =
          flaw == SweepFlaw.CONTRIBUTION_FUSED
              ? Math.fma(adjoint, partial, value)
              : replaces ? contribution : value + contribution;
      any = true;
    }

    double value() {
      return value;
    }

    boolean any() {
      return any;
    }
  }
}
