package org.scalarflow;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;

/**
 * A compiled request: compile once, run many times, from any number of threads.
 *
 * <p>A program is a snapshot: nodes added to the graph later do not change it. Variables have the
 * values that they have when a run starts. A run leaves no trace; running twice with the same
 * inputs gives the same bits. Feeds by node and name are comfortable; where their cost matters,
 * {@link #newRunner} gives an entry by index.
 *
 * <p>Every run throws {@link FeedException} if its inputs are not right, {@link OperatorException}
 * if an operator throws, and {@link EvaluationInterruptedException} if its thread is interrupted.
 */
public final class Program {

  private final Request request;
  private final Kernel kernel;
  private final Backend backend;
  private final InputLayout inputs;
  private final ResultLayout results;

  /** Runners between two runs; more than run at once are not kept. */
  private final Queue<Runner> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  private Program(Request request, Kernel kernel, Backend backend) {
    this.request = request;
    this.kernel = kernel;
    this.backend = backend;
    this.inputs = new InputLayout(kernel.tape());
    this.results = new ResultLayout(request, kernel.tape());
  }

  static Program compile(Request request, Backend backend, CompileOptions options) {
    Tape tape = lower(request);
    Kernel kernel;
    try {
      kernel = backend.compile(tape, options);
    } catch (ScalarFlowException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw new BackendException(
          "backend '" + backend.name() + "' failed to compile a " + tape + ": " + failure, failure);
    }
    if (kernel == null) {
      throw new BackendException("backend '" + backend.name() + "' made no kernel of a " + tape);
    }
    return new Program(request, kernel, backend);
  }

  private static Tape lower(Request request) {
    try {
      return Tape.lower(request);
    } catch (ScalarFlowException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw new OperatorException(
          "an operator failed when it was asked about itself: " + failure, failure);
    }
  }

  /** What this program computes. */
  public Request request() {
    return request;
  }

  /** The backend that compiled this program. */
  public Backend backend() {
    return backend;
  }

  /** The kernel behind this program. */
  public Kernel kernel() {
    return kernel;
  }

  /** A readable account of what the backend made of the request. */
  public String describe() {
    return "backend " + backend.name() + ": " + kernel.describe();
  }

  // -------------------------------------------------------------- one row

  /** Computes values. */
  public Evaluation run(Feed feed) {
    double[] values = new double[kernel.tape().valueCount()];
    use(
        runner -> {
          inputs.put(feed, runner.uniform(), runner.row());
          runner.evaluate(values);
        });
    return new Evaluation(results, values, new double[0], null);
  }

  /** Computes values with nothing fed. */
  public Evaluation run() {
    return run(Feed.empty());
  }

  /**
   * Computes values and derivatives.
   *
   * @param feed the inputs
   * @param seeds the weight of each output in the sum that is differentiated, in the order of the
   *     request; without any, all are 1. With several outputs this is a vector–Jacobian product
   * @throws FeedException if the feed is not right, or there is not one seed for each output
   */
  public Evaluation gradient(Feed feed, double... seeds) {
    Tape tape = kernel.tape();
    Gradients gradients = Gradients.of(tape, 1, false);
    Seeds weights = seeds(seeds, 1);
    use(
        runner -> {
          inputs.put(feed, runner.uniform(), runner.row());
          runner.differentiate(weights, gradients);
        });
    return new Evaluation(results, gradients.values(), gradients.sums(), seeds.clone());
  }

  /** Computes values and derivatives with nothing fed. */
  public Evaluation gradient() {
    return gradient(Feed.empty());
  }

  // --------------------------------------------------------------- batches

  /**
   * Computes the values of each row.
   *
   * @throws FeedException if the batch is not right, or its results do not fit into one array
   */
  public BatchEvaluation run(Batch batch) {
    Tape tape = kernel.tape();
    Inputs arranged = inputs.arrange(batch);
    requireRoom(batch, tape.valueCount());
    double[] values = new double[batch.rows() * tape.valueCount()];
    use(runner -> runner.evaluate(arranged, 0, batch.rows(), values));
    return new BatchEvaluation(results, batch.rows(), tape.valueCount(), values, null, null);
  }

  /**
   * Computes the values of each row and the derivatives summed over the rows.
   *
   * @param batch the rows
   * @param seeds the weights of the outputs: none (all 1), one for each output, or one for each
   *     output of each row
   * @throws FeedException if the batch is not right, or the number of seeds is another
   */
  public BatchEvaluation gradient(Batch batch, double... seeds) {
    return gradient(batch, false, seeds);
  }

  /**
   * The same as {@link #gradient(Batch, double...)}, keeping the derivatives of each row as well.
   *
   * @throws FeedException if the batch is not right, or the number of seeds is another
   */
  public BatchEvaluation gradientPerRow(Batch batch, double... seeds) {
    return gradient(batch, true, seeds);
  }

  private BatchEvaluation gradient(Batch batch, boolean perRow, double... seeds) {
    Tape tape = kernel.tape();
    Inputs arranged = inputs.arrange(batch);
    requireRoom(batch, Math.max(tape.valueCount(), perRow ? tape.derivativeCount() : 0));
    Gradients gradients = Gradients.of(tape, batch.rows(), perRow);
    Seeds weights = seeds(seeds, batch.rows());
    use(runner -> runner.differentiate(arranged, 0, batch.rows(), weights, gradients));
    return new BatchEvaluation(
        results,
        batch.rows(),
        tape.valueCount(),
        gradients.values(),
        gradients.sums(),
        gradients.perRow());
  }

  // -------------------------------------------------------------- by index

  /** A new entry by index; it serves one thread at a time. */
  public Runner newRunner() {
    return new Runner(kernel, inputs);
  }

  /**
   * The index in {@link Runner#uniform} of an input that has one value for all rows. Indices ascend
   * in the order in which the graph got the inputs.
   *
   * @throws FeedException if the program does not need the input, or it varies by row
   */
  public int uniformIndex(Node input) {
    int node = position(input);
    if (node >= kernel.tape().uniformCount()) {
      throw new FeedException("'" + input.name() + "' varies by row; use rowIndex");
    }
    return node;
  }

  /**
   * The index in {@link Runner#row} of an input that varies by row. Indices ascend in the order in
   * which the graph got the inputs.
   *
   * @throws FeedException if the program does not need the input, or it is uniform
   */
  public int rowIndex(Node input) {
    int node = position(input);
    if (node < kernel.tape().uniformCount()) {
      throw new FeedException("'" + input.name() + "' is uniform; use uniformIndex");
    }
    return node - kernel.tape().uniformCount();
  }

  /**
   * The index of a node's value among the values of a row.
   *
   * @throws NotComputedException if the program does not deliver it
   */
  public int valueIndex(Node node) {
    return results.value(node);
  }

  /**
   * The index of a node's derivative among the derivatives. Indices ascend in the order in which
   * the graph got the nodes. So where the derivatives of all uniform inputs are asked and no
   * others, each has the index of its input, and one plain loop updates all parameters.
   *
   * @throws NotComputedException if the program does not deliver it, or no output depends on it
   */
  public int derivativeIndex(Node node) {
    int index = results.derivative(node);
    if (index == ResultLayout.ZERO) {
      throw new NotComputedException(
          "no output depends on '" + node.name() + "', so its derivative has no index; it is 0");
    }
    return index;
  }

  /** The inputs that have one value for all rows, in the order of their indices. */
  public List<Node> uniformInputs() {
    return inputs.nodes(0, kernel.tape().uniformCount());
  }

  /** The inputs that vary by row, in the order of their indices. */
  public List<Node> rowInputs() {
    return inputs.nodes(kernel.tape().uniformCount(), kernel.tape().firstConstant());
  }

  private int position(Node input) {
    int node = inputs.position(input);
    if (node < 0) {
      throw new FeedException("'" + input.name() + "' is not an input of this program");
    }
    return node;
  }

  private static void requireRoom(Batch batch, int numbersPerRow) {
    if ((long) batch.rows() * numbersPerRow > Integer.MAX_VALUE) {
      throw new FeedException(
          "the results of "
              + batch.rows()
              + " rows, "
              + numbersPerRow
              + " numbers each, do not fit into one array; run the batch in parts, or observe less");
    }
  }

  private Seeds seeds(double[] seeds, int rows) {
    int outputs = kernel.tape().outputCount();
    if (seeds.length == 0) {
      return Seeds.ones(kernel.tape());
    }
    if (seeds.length == outputs) {
      return new Seeds(seeds, 0);
    }
    if (seeds.length == (long) outputs * rows) {
      return new Seeds(seeds, outputs);
    }
    throw new FeedException(
        seeds.length + " seeds were given for " + outputs + " outputs and " + rows + " rows");
  }

  /** Lends an idle runner, or a new one. A run that fails leaves it usable. */
  private void use(Consumer<Runner> run) {
    Runner runner = Objects.requireNonNullElseGet(idle.poll(), this::newRunner);
    try {
      run.accept(runner);
    } finally {
      idle.offer(runner);
    }
  }
}
