package org.scalarflow.bench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scalarflow.bench.Feeding;
import org.scalarflow.bench.Memory;
import org.scalarflow.bench.SteadyState;
import org.scalarflow.bench.W1SgdStep;
import org.scalarflow.bench.W2BatchGradient;
import org.scalarflow.bench.W3Chain;
import org.scalarflow.bench.W3RandomDag;
import org.scalarflow.bench.W3SetUp;
import org.scalarflow.bench.W4AsianCall;
import org.scalarflow.bench.W5Families;

/**
 * All there is to measure. Baselines of a variant stand before the backends that are divided by
 * them, and small sizes before large ones, so that what is compared is measured at about the same
 * time, and what fails when small is not tried when large.
 */
final class Catalogue {

  /** The names of the workloads, in the order they are measured. */
  static final List<String> WORKLOADS =
      List.of("W1", "W2", "W3", "W4", "W5", "setup", "steady", "memory", "feed");

  /** The workloads in which backends are measured with the Vector API too. */
  static final List<String> WITH_VECTORS = List.of("W1", "W2", "W4", "steady");

  /** How long code takes to stay the same in a JVM without the Vector API. */
  private static final Duration UNTIL_CALM = Duration.ofSeconds(1);

  /** How long code with vectors takes to take over. */
  private static final Duration UNTIL_VECTORS = Duration.ofSeconds(10);

  private static final String PATIENCE = "patience";
  private static final String STRICT = "strict";
  private static final int W2_NODES = 5_000;
  private static final long MOST_IN_A_LINE = 20_000;

  private static final long MANY = 1_000_000;
  private static final Duration UNTIL_MANY_HOT = Duration.ofSeconds(6);

  /** For each operation of a line. */
  private static final Duration UNTIL_HOT = Duration.ofNanos(1_200_000);

  private final Scale scale;
  private final List<String> backends;
  private final List<String> modes;
  private final int processors;
  private final VectorUse vectors;
  private final List<Case> cases = new ArrayList<>();

  private Catalogue(
      Scale scale, List<String> backends, List<String> modes, int processors, VectorUse vectors) {
    this.scale = scale;
    this.backends = backends;
    this.modes = modes;
    this.processors = processors;
    this.vectors = vectors;
  }

  /**
   * The cases of some workloads.
   *
   * @param scale how much is measured
   * @param workloads names of workloads; empty for all
   * @param backends names of backends
   * @param modes strict, fast or both
   * @param processors how many there are
   * @param vectors who uses the Vector API
   */
  static List<Case> of(
      Scale scale,
      List<String> workloads,
      List<String> backends,
      List<String> modes,
      int processors,
      VectorUse vectors) {
    Catalogue all = new Catalogue(scale, backends, modes, processors, vectors);
    for (String workload : WORKLOADS) {
      if (workloads.isEmpty() || workloads.contains(workload)) {
        all.add(workload);
      }
    }
    return List.copyOf(all.cases);
  }

  private void add(String workload) {
    switch (workload) {
      case "W1" -> addSteps();
      case "W2" -> addBatches();
      case "W3" -> addSizes();
      case "W4" -> addPaths();
      case "W5" -> addFamilies();
      case "setup" -> addSetUp();
      case "steady" -> addSteady();
      case "memory" -> addMemory();
      case "feed" -> addFeeds();
      default -> throw new IllegalArgumentException(workload);
    }
  }

  private void addSteps() {
    List<String> shapes = choose(List.of("10x1"), List.of("10x1", "32x3"), shapes());
    for (String hidden : shapes) {
      Group group = new Group("W1", variant(hidden), W1SgdStep.class, "steps");
      Map<String, String> shape = Map.of("hidden", hidden);
      group.baseline("baseline", Key.PLAIN, shape);
      group.baseline("tiled", Key.TILED, shape);
      group.vectors("vector", shape);
      group.backends("backend", with(shape, "style", "sigmoid"));
      if (scale == Scale.FULL) {
        Group other =
            new Group("W1", variant(hidden) + " primitives", W1SgdStep.class, "primitives");
        other.baselineVariant = variant(hidden);
        other.isOnceOnly = true;
        other.backends("backend", with(shape, "style", "primitives"));
      }
    }
  }

  private void addBatches() {
    String rows = choose("70", "1000", "10000");
    for (String hidden :
        choose(List.of("10x1"), List.of("10x1", "32x3"), List.of("10x1", "32x3"))) {
      Group group = new Group("W2", variant(hidden), W2BatchGradient.class, "batches");
      group.nodes = W2_NODES;
      Map<String, String> shape = Map.of("hidden", hidden, "rows", rows);
      group.baseline("baselinePerRow", Key.PLAIN, shape);
      group.baseline("baselineBlocks", Key.PLAIN, shape);
      group.baseline("tiled", Key.TILED, shape);
      group.vectors("vector", shape);
      group.backends("backend", shape);
      if (hidden.equals("32x3")) {
        group.onMoreThreads("backend", shape);
      }
    }
  }

  private void addSizes() {
    for (String shape : List.of("chain", "dag")) {
      Class<?> type = shape.equals("chain") ? W3Chain.class : W3RandomDag.class;
      for (int size :
          choose(
              List.of(400),
              List.of(100, 1_000, 100_000),
              List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000))) {
        Group group = new Group("W3", shape + " " + size, type, shape);
        group.nodes = size;
        group.isIrregular = shape.equals("dag");
        Map<String, String> parameters = Map.of("operations", Integer.toString(size));
        group.baseline("baselineSwitch", Key.PLAIN, parameters);
        group.backends("backend", parameters);
        if (shape.equals("dag") && size == choose(0, 100_000, 1_000_000)) {
          group.onMoreThreads("backend", parameters);
        }
      }
    }
  }

  private void addPaths() {
    Group group = new Group("W4", "252 steps", W4AsianCall.class, "paths");
    group.nodes = W2_NODES;
    Map<String, String> paths = Map.of("paths", choose("10", "200", "1000"));
    group.baseline("baseline", Key.PLAIN, paths);
    group.baseline("tiled", Key.TILED, paths);
    group.vectors("vector", paths);
    group.backends("backend", paths);
  }

  private void addFamilies() {
    for (String family :
        List.of("ladder", "sum", "tree", "grid", "triangle", "windows", "layers")) {
      for (int size : choose(List.of(400), List.of(1_000), List.of(10_000, 1_000_000))) {
        Group group = new Group("W5", family + " " + size, W5Families.class, family);
        group.nodes = size;
        group.isIrregular = family.equals("layers") || family.equals("tree");
        Map<String, String> parameters =
            Map.of("family", family, "operations", Integer.toString(size));
        group.baseline("baselineSwitch", Key.PLAIN, parameters);
        group.backends("backend", parameters);
        if (family.equals("layers") && size == choose(0, 0, 1_000_000)) {
          group.onMoreThreads("backend", parameters);
        }
      }
    }
  }

  private void addSetUp() {
    for (String shape : choose(List.of("dag"), List.of("dag"), List.of("chain", "dag"))) {
      for (int size :
          choose(
              List.of(400), List.of(1_000, 100_000), List.of(1_000, 10_000, 100_000, 1_000_000))) {
        Map<String, String> parameters =
            Map.of("shape", shape, "operations", Integer.toString(size));
        if (scale != Scale.QUICK || size == 100_000) {
          for (String method : List.of("build", "lower")) {
            setUp(method, shape, size).library(method, parameters);
          }
          setUp("compile", shape, size).backends("compile", parameters);
          setUp("first run", shape, size).backends("firstRun", parameters);
        }
        Group first = setUp("first result", shape, size);
        first.kind = Kind.COLD;
        first.backends("firstResult", parameters);
      }
    }
  }

  private Group setUp(String what, String shape, int size) {
    Group group =
        new Group("setup", what + " " + shape + " " + size, W3SetUp.class, what + " " + shape);
    group.kind = Kind.SHOTS;
    group.nodes = size;
    group.baselineVariant = "";
    return group;
  }

  private void addSteady() {
    for (String program :
        choose(
            List.of("W1 10x1"),
            List.of("W1 10x1"),
            List.of("W1 10x1", "W1 32x3", "W2 10x1", "W2 32x3", "W4", "dag 100000"))) {
      String[] words = program.split(" ", 2);
      String size = words.length == 1 ? "" : words[1];
      String variant = words[0] + (size.isEmpty() ? "" : " " + inWords(size));
      Group group = new Group("steady", variant, SteadyState.class, program);
      group.kind = Kind.SETTLING;
      group.baselineVariant = "";
      group.program = words[0];
      group.backends(
          "untilSteady",
          Map.of(
              "program",
              program,
              "milliseconds",
              choose("50", "2500", words[0].equals("dag") ? "5000" : "2500"),
              PATIENCE,
              choose("50", "20000", "40000")));
    }
  }

  private void addMemory() {
    for (String shape : choose(List.of("dag"), List.of("dag"), List.of("chain", "dag"))) {
      int size = choose(400, 200_000, 1_000_000);
      Group group = new Group("memory", shape + " " + size, Memory.class, shape);
      group.kind = Kind.MEMORY;
      group.nodes = size;
      group.baselineVariant = "";
      group.backends("held", Map.of("shape", shape, "operations", Integer.toString(size)));
    }
  }

  private void addFeeds() {
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("by index", "byIndex");
    methods.put("by node", "byNode");
    methods.put("by name", "byName");
    methods.put("by map", "byMap");
    methods.forEach(
        (variant, method) -> {
          if (scale != Scale.QUICK || !method.equals("byMap")) {
            Group group = new Group("feed", variant, Feeding.class, variant);
            group.baselineVariant = "";
            group.backends(method, Map.of());
          }
        });
  }

  private <T> T choose(T tiny, T quick, T full) {
    return switch (scale) {
      case TINY -> tiny;
      case QUICK -> quick;
      case FULL -> full;
    };
  }

  private static List<String> shapes() {
    return List.of("10x1", "10x4", "32x3");
  }

  /** {@code [32]x3} of {@code 32x3}, and {@code [10]} of {@code 10x1}. */
  private static String variant(String hidden) {
    int times = hidden.indexOf('x');
    String depth = hidden.substring(times);
    return "[" + hidden.substring(0, times) + "]" + (depth.equals("x1") ? "" : depth);
  }

  private static String inWords(String size) {
    return size.contains("x") ? variant(size) : size;
  }

  private static Map<String, String> with(Map<String, String> all, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(all);
    more.put(key, value);
    return more;
  }

  /** Cases of one variant. */
  private final class Group {

    private final String workload;
    private final String variant;
    private final Class<?> type;
    private final String family;
    private Kind kind = Kind.STEADY;

    /** The workload that its programs are of. */
    private String program;

    private String baselineVariant;
    private long nodes;

    /** Whether it is not measured with the Vector API too. */
    private boolean isOnceOnly;

    /** Whether code for it may be one long line, with no loop in it. */
    private boolean isIrregular;

    Group(String workload, String variant, Class<?> type, String family) {
      this.workload = workload;
      this.variant = variant;
      this.type = type;
      this.family = workload + " " + family;
      baselineVariant = variant;
      program = workload;
    }

    void baseline(String method, String name, Map<String, String> parameters) {
      add(method, new Key(workload, variant, name, STRICT, 1, false), parameters);
    }

    void vectors(String method, Map<String, String> parameters) {
      if (vectors.byHand()) {
        // Sums are taken apart into lanes, and exp is the machine's.
        add(method, new Key(workload, variant, Key.VECTOR, "fast", 1, true), parameters);
      }
    }

    void library(String method, Map<String, String> parameters) {
      add(method, new Key(workload, variant, Key.LIBRARY, STRICT, 1, false), parameters);
    }

    void backends(String method, Map<String, String> parameters) {
      onThreads(method, parameters, 1);
    }

    /** Twice as many again and again, and all. */
    void onMoreThreads(String method, Map<String, String> parameters) {
      IntStream.iterate(2, threads -> threads < 2 * processors, threads -> 2 * threads)
          .map(threads -> Math.min(threads, processors))
          .filter(threads -> threads > 1)
          .distinct()
          .filter(threads -> scale != Scale.QUICK || threads == processors)
          .forEach(threads -> onThreads(method, parameters, threads));
    }

    private void onThreads(String method, Map<String, String> parameters, int threads) {
      Map<String, String> all = new LinkedHashMap<>(parameters);
      if (kind == Kind.STEADY && WITH_VECTORS.contains(workload)) {
        all.put(PATIENCE, choose("20", "20000", "30000"));
      }
      for (String backend : backends) {
        for (String mode : modes) {
          Map<String, String> named = with(with(all, "backend", backend), "mode", mode);
          add(method, new Key(workload, variant, backend, mode, threads, false), named);
          if (vectors.isBy(backend, program) && isTwice(threads)) {
            add(method, new Key(workload, variant, backend, mode, threads, true), named);
          }
        }
      }
    }

    /** Quick has time for what tells most. */
    private boolean isTwice(int threads) {
      return scale == Scale.QUICK
          ? threads == 1 && kind == Kind.STEADY && !variant.equals("[10]")
          : !isOnceOnly;
    }

    /**
     * A method without a loop is compiled by HotSpot when it has been called for some thousand
     * times, and until then an operation takes about as long as in an interpreter. Such code is not
     * made of larger programs, whose runs are few in a second.
     */
    private Duration warmUp(Key key) {
      if (kind != Kind.STEADY || !backends.contains(key.backend())) {
        return Duration.ZERO;
      }
      if (isIrregular && nodes <= MOST_IN_A_LINE) {
        return UNTIL_HOT.multipliedBy(nodes);
      }
      return nodes >= MANY ? UNTIL_MANY_HOT : Duration.ZERO;
    }

    private Duration settling(Key key, Map<String, String> parameters) {
      Duration most = Duration.ofMillis(Long.parseLong(parameters.getOrDefault(PATIENCE, "0")));
      Duration likely = key.hasVectors() ? UNTIL_VECTORS : UNTIL_CALM;
      return most.compareTo(likely) < 0 ? most : likely;
    }

    private void add(String method, Key key, Map<String, String> parameters) {
      cases.add(
          new Case(
              key,
              kind,
              type,
              method,
              Map.copyOf(parameters),
              baselineVariant,
              family,
              nodes,
              warmUp(key),
              settling(key, parameters)));
    }
  }
}
