package org.scalarflow.tck.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;
import org.junit.platform.testkit.engine.Events;
import org.scalarflow.spi.Backend;

/** Runs the kit against a backend or an operator and tells which rules failed. */
final class MetaHarness {

  /** The configuration parameter that names the subject of a run. */
  static final String SUBJECT = "scalarflow.meta.subject";

  private static final int MOST_RUNS = 3;
  private static final Pattern RULE = Pattern.compile("(?:required|optional)_spec(\\d{3})_.*");
  private static final Map<String, Supplier<?>> SUBJECTS = new ConcurrentHashMap<>();

  /** Less than a backend author gets, because the kit runs once for each flaw. */
  private static final Map<String, String> EFFORT =
      Map.of(
          "scalarflow.tck.graphs", "40",
          "scalarflow.tck.depth", "10000",
          "scalarflow.tck.consumers", "10000",
          "scalarflow.tck.patience", "2");

  private MetaHarness() {}

  /**
   * What the kit said.
   *
   * @param passed the numbers of the rules whose tests all passed
   * @param failed the numbers of the rules of which a test failed, with the first failure
   * @param skipped the numbers of the rules of which a test was skipped, with the reason
   */
  record Verdict(
      SortedSet<String> passed,
      SortedMap<String, String> failed,
      SortedMap<String, String> skipped) {

    /** The numbers of the rules that failed. */
    SortedSet<String> failedRules() {
      return new TreeSet<>(failed.keySet());
    }
  }

  /**
   * Checks that a flaw trips exactly the rules pinned for it. Some flaws are races, which may fail
   * to show on a busy machine, so a run that does not match is repeated; a wrong pin fails them
   * all.
   *
   * @param verification runs the kit against a subject
   */
  static <T> void requireTrips(Flaw<T> flaw, Function<Supplier<T>, Verdict> verification) {
    Verdict verdict = verification.apply(flaw.make());
    for (int run = 1; run < MOST_RUNS && !verdict.failedRules().equals(flaw.trips()); run++) {
      verdict = verification.apply(flaw.make());
    }
    assertThat(verdict.failedRules())
        .describedAs("%s: %s", flaw, verdict.failed())
        .isEqualTo(flaw.trips());
  }

  /** Runs all rules about backends; the supplier is asked for each test. */
  static Verdict testBackend(Supplier<Backend> backend) {
    return run(UnderTest.OfBackend.class, backend);
  }

  /** Runs all rules about operators; the supplier is asked for each test. */
  static Verdict testOperator(Supplier<OperatorSubject> operator) {
    return run(UnderTest.OfOperator.class, operator);
  }

  /** The numbers of the required rules that an entry class tests. */
  static SortedSet<String> requiredRules(Class<?> testClass) {
    return rules(testClass, "required");
  }

  /** The numbers of the optional rules that an entry class tests. */
  static SortedSet<String> optionalRules(Class<?> testClass) {
    return rules(testClass, "optional");
  }

  private static SortedSet<String> rules(Class<?> testClass, String kind) {
    SortedSet<String> rules = new TreeSet<>();
    for (Class<?> type = testClass; type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        Matcher matcher = RULE.matcher(method.getName());
        if (matcher.matches() && method.getName().startsWith(kind)) {
          rules.add(matcher.group(1));
        }
      }
      for (Class<?> nested : type.getDeclaredClasses()) {
        if (nested.isAnnotationPresent(Nested.class)) {
          rules.addAll(rules(nested, kind));
        }
      }
    }
    return rules;
  }

  static Object subject(String key) {
    return SUBJECTS.get(key).get();
  }

  private static Verdict run(Class<?> testClass, Supplier<?> subject) {
    String key = Integer.toHexString(System.identityHashCode(subject)) + Thread.currentThread();
    SUBJECTS.put(key, subject);
    Map<String, String> before = new HashMap<>();
    EFFORT.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    try {
      return verdict(
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(testClass))
              .configurationParameter(SUBJECT, key)
              .execute()
              .allEvents());
    } finally {
      before.forEach(MetaHarness::restore);
      SUBJECTS.remove(key);
    }
  }

  private static void restore(String property, @Nullable String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }

  private static Verdict verdict(Events events) {
    Verdict verdict = new Verdict(new TreeSet<>(), new TreeMap<>(), new TreeMap<>());
    events.stream().forEach(event -> add(verdict, event));
    verdict.passed.removeAll(verdict.failed.keySet());
    return verdict;
  }

  private static void add(Verdict verdict, Event event) {
    if (event.getType() == EventType.SKIPPED) {
      verdict.skipped.put(
          rule(event.getTestDescriptor()), event.getPayload(String.class).orElse(""));
    } else if (event.getType() == EventType.FINISHED) {
      TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
      String reason = result.getThrowable().map(Throwable::toString).orElse("");
      switch (result.getStatus()) {
        case FAILED -> verdict.failed.putIfAbsent(rule(event.getTestDescriptor()), reason);
        case ABORTED -> verdict.skipped.putIfAbsent(rule(event.getTestDescriptor()), reason);
        case SUCCESSFUL -> {
          if (event.getTestDescriptor().isTest()) {
            verdict.passed.add(rule(event.getTestDescriptor()));
          }
        }
      }
    }
  }

  /** The rule a test is named after; a failure outside any test shows under its own name. */
  private static String rule(TestDescriptor descriptor) {
    String method =
        descriptor
            .getSource()
            .filter(MethodSource.class::isInstance)
            .map(source -> ((MethodSource) source).getMethodName())
            .orElse("");
    Matcher matcher = RULE.matcher(method);
    return matcher.matches() ? matcher.group(1) : descriptor.getDisplayName();
  }
}
