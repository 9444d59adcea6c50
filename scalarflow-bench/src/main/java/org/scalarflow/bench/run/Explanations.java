package org.scalarflow.bench.run;

/** What the workloads are, in a sentence or two each. */
final class Explanations {

  private Explanations() {}

  static String of(String workload) {
    return switch (workload) {
      case "W1" ->
          "A step of gradient descent of a network on one sample, with sigmoid units: loss,"
              + " gradient, and new parameters. [32]x3 has three hidden layers of 32 units."
              + " \"primitives\" writes sigmoid and loss with exp and log.";
      case "W2" ->
          "A row of a batch: loss and gradient, summed over the batch, of a network with relu units.";
      case "W3" ->
          "A node of a deep and narrow chain, or of a large random graph whose operands are among"
              + " the last 10 000 nodes. The baseline is a loop with a switch over flat arrays.";
      case "W4" ->
          "A path of 252 steps of a geometric Brownian motion: payoff of an Asian call and its"
              + " gradient in spot, volatility, rate and strike.";
      case "W5" ->
          "A node of graphs of other shapes: a ladder of diamonds, a sum of many terms, a balanced"
              + " tree, a recurrence on a grid, a binomial tree, windows that slide over a square, and"
              + " eight layers of equal width.";
      case "setup" ->
          "A node of building the graph, lowering it, compiling it (lowering included) and the first"
              + " run, each in a JVM that is warm; and of all together until the first result, in a"
              + " JVM that has just started.";
      case "steady" ->
          "From before compiling, in a JVM that has just started, to the first result, until runs take"
              + " less than twice the time of the steady state, and until they are within 10 % of it."
              + " A run of W1 is a step, of W2 a batch of 1 000 rows, of W4 1 000 paths.";
      case "memory" ->
          "Bytes that the heap holds after the garbage is collected: for the graph, and beside it"
              + " for a program with its workspace after 20 runs.";
      case "feed" -> "A run of the network [10] at 44 inputs that are all fed anew.";
      default -> throw new IllegalArgumentException(workload);
    };
  }
}
