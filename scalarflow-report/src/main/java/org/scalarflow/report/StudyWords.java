package org.scalarflow.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;
import org.scalarflow.ml.study.Estimate;
import org.scalarflow.ml.study.Findings;
import org.scalarflow.ml.study.StudyNames;
import org.scalarflow.ml.study.StudySettings;
import org.scalarflow.ml.study.Verdict;

/** What a study of depth has found, in words that follow from its numbers. */
final class StudyWords {

  /** A gradient that is so much smaller in the first layer than in the last vanishes. */
  private static final double VANISHED = 0.01;

  private final Findings findings;
  private final StudySettings settings;

  StudyWords(Findings findings) {
    this.findings = findings;
    settings = findings.settings();
  }

  /** What was trained. */
  String subject() {
    return settings.trainings()
        + (settings.trainings() == 1 ? " network" : " networks")
        + " with hidden layers of "
        + settings.width()
        + (settings.width() == 1 ? " unit, " : " units, ")
        + depths(settings.depths())
        + ", were trained on the data set "
        + settings.data()
        + " and judged by rows that they had not seen. To guess the most frequent class always"
        + " would be right in "
        + Texts.number(findings.guessing())
        + " of them. Each number below is a mean over "
        + seeds(settings.seeds())
        + "; in brackets stands its confidence interval of 95\u00a0%.";
  }

  /** Which activations fail, whatever the weights. */
  String headline() {
    List<String> parts = new ArrayList<>();
    for (Activation activation : settings.activations()) {
      parts.add(headline(activation));
    }
    return capital(String.join("; ", parts)) + ".";
  }

  private String headline(Activation activation) {
    List<StudyKind> kinds =
        StudyKind.of(settings).stream().filter(kind -> kind.activation() == activation).toList();
    String name = StudyNames.of(activation) + " networks";
    if (kinds.stream().anyMatch(kind -> !with(kind, Verdict.UNKNOWN).isEmpty())) {
      return name + " cannot be judged at all depths";
    }
    if (kinds.stream().allMatch(kind -> with(kind, Verdict.FAILS).isEmpty())) {
      return name + " fail at no depth";
    }
    List<Integer> failing =
        settings.depths().stream()
            .filter(
                depth -> kinds.stream().allMatch(kind -> with(kind, Verdict.FAILS).contains(depth)))
            .toList();
    return failing.isEmpty()
        ? name + " fail at some depths, with some weights"
        : name
            + " fail at "
            + depths(failing)
            + (kinds.size() == 1 ? "" : ", with all initial weights that were tried");
  }

  /** For each kind, at which depths it learns and fails. */
  List<String> verdicts() {
    return StudyKind.of(settings).stream().map(this::verdict).toList();
  }

  private String verdict(StudyKind kind) {
    List<String> parts = new ArrayList<>();
    part(parts, kind, Verdict.LEARNS, "learns");
    part(parts, kind, Verdict.BETWEEN, "is in between");
    part(parts, kind, Verdict.FAILS, "fails");
    part(parts, kind, Verdict.UNKNOWN, "cannot be judged");
    if (with(kind, Verdict.FAILS).isEmpty() && with(kind, Verdict.UNKNOWN).isEmpty()) {
      parts.add("fails at no depth");
    }
    StringBuilder text = new StringBuilder(capital(kind.toString()));
    text.append(' ').append(String.join("; it ", parts)).append(". Mean accuracy: ");
    text.append(accuracy(kind, settings.shallowest()));
    if (settings.deepest() != settings.shallowest()) {
      text.append(", ").append(accuracy(kind, settings.deepest()));
    }
    return text.append('.').toString();
  }

  private void part(List<String> parts, StudyKind kind, Verdict verdict, String verb) {
    List<Integer> depths = with(kind, verdict);
    if (!depths.isEmpty()) {
      parts.add(verb + " at " + depths(depths));
    }
  }

  private List<Integer> with(StudyKind kind, Verdict verdict) {
    return settings.depths().stream()
        .filter(
            depth -> findings.verdict(kind.activation(), kind.initialization(), depth) == verdict)
        .toList();
  }

  private String accuracy(StudyKind kind, int depth) {
    return share(findings.accuracy(kind.activation(), kind.initialization(), depth))
        + " at depth "
        + depth;
  }

  /** At the greatest depth, each activation against the first. */
  List<String> differences() {
    List<String> all = new ArrayList<>();
    Activation first = settings.activations().get(0);
    int depth = settings.deepest();
    for (Initialization initialization : settings.initializations()) {
      for (Activation other : settings.activations()) {
        if (other != first) {
          all.add(difference(other, first, initialization, depth));
        }
      }
    }
    return all;
  }

  private String difference(
      Activation other, Activation first, Initialization initialization, int depth) {
    Estimate difference = findings.difference(other, first, initialization, depth);
    String start = "At depth " + depth + " with " + StudyKind.weights(initialization) + ", ";
    String pair = StudyNames.of(other) + " and " + StudyNames.of(first);
    if (difference.count() < 2) {
      return start
          + pair
          + " cannot be compared: "
          + seeds(difference.count())
          + " with both, and two are needed.";
    }
    if (!difference.excludesZero()) {
      return start
          + "no difference in accuracy is shown between "
          + pair
          + ": "
          + interval(difference)
          + ".";
    }
    return start
        + StudyNames.of(other)
        + " is "
        + (difference.mean() > 0 ? "more" : "less")
        + " accurate than "
        + StudyNames.of(first)
        + " by "
        + interval(
            difference.mean() > 0
                ? difference
                : new Estimate(
                    difference.count(), -difference.mean(), -difference.high(), -difference.low()))
        + ", over "
        + seeds(difference.count())
        + ".";
  }

  /** For each kind, how the gradient fares on its way back. */
  List<String> gradients() {
    return StudyKind.of(settings).stream().map(this::gradient).toList();
  }

  private String gradient(StudyKind kind) {
    int depth = settings.deepest();
    Estimate ratio = ratio(kind, depth);
    String start = capital(kind.toString()) + ", depth " + depth + ": ";
    if (ratio.count() == 0) {
      return start + "the first layer has no gradient at all.";
    }
    StringBuilder text = new StringBuilder(start);
    text.append("before the first step, the gradient norm of the first layer is ");
    text.append(interval(ratio));
    text.append(" times that of the last").append(end(ratio));
    Findings.Decay decay = findings.decay(kind.activation(), kind.initialization());
    if (!Double.isNaN(decay.low())) {
      text.append(". Each further layer multiplies this ratio by ")
          .append(interval(new Estimate(3, decay.factor(), decay.low(), decay.high())));
    }
    int none = settings.seeds() - ratio.count();
    if (none > 0) {
      text.append(". Left out: ").append(seeds(none)).append(" with a norm of 0");
    }
    return text.append('.').toString();
  }

  private Estimate ratio(StudyKind kind, int depth) {
    return findings.firstRatio(kind.activation(), kind.initialization(), depth);
  }

  private static String end(Estimate ratio) {
    if (Double.isNaN(ratio.low())) {
      return ": it cannot be judged";
    }
    if (isVanishing(ratio)) {
      return ": it vanishes";
    }
    if (ratio.low() > 1 / VANISHED) {
      return ": it explodes";
    }
    return ratio.low() > VANISHED ? ": it does not vanish" : ": it may or may not vanish";
  }

  private static boolean isVanishing(Estimate ratio) {
    return ratio.high() < VANISHED;
  }

  /** Whether those networks fail whose gradient vanishes. */
  String connection() {
    int vanishing = 0;
    int vanishingAndFailing = 0;
    int failing = 0;
    int all = 0;
    for (StudyKind kind : StudyKind.of(settings)) {
      for (int depth : settings.depths()) {
        boolean fails = with(kind, Verdict.FAILS).contains(depth);
        boolean vanishes = isVanishing(ratio(kind, depth));
        all++;
        vanishing += vanishes ? 1 : 0;
        failing += fails ? 1 : 0;
        vanishingAndFailing += fails && vanishes ? 1 : 0;
      }
    }
    if (vanishing == 0) {
      return "The gradient is shown to vanish in none of the "
          + all
          + " kinds of network by activation, weights and depth; of them, "
          + failing
          + (failing == 1 ? " fails." : " fail.");
    }
    return "Of "
        + all
        + " kinds of network by activation, weights and depth, the gradient is shown to vanish in "
        + vanishing
        + ", of which "
        + vanishingAndFailing
        + (vanishingAndFailing == 1 ? " fails" : " fail")
        + "; of the other "
        + (all - vanishing)
        + ", "
        + (failing - vanishingAndFailing)
        + (failing - vanishingAndFailing == 1 ? " fails." : " fail.");
  }

  /** What diverged; empty if nothing did. */
  String diverged() {
    int all = 0;
    List<String> kinds = new ArrayList<>();
    for (StudyKind kind : StudyKind.of(settings)) {
      int some = 0;
      for (int depth : settings.depths()) {
        some += findings.diverged(kind.activation(), kind.initialization(), depth);
      }
      all += some;
      if (some > 0) {
        kinds.add(some + " of " + kind);
      }
    }
    return all == 0
        ? ""
        : all
            + " of "
            + settings.trainings()
            + " trainings diverged and have no part in accuracies and losses: "
            + String.join(", ", kinds)
            + ".";
  }

  /** The accuracies of all, by depth. */
  DataTable accuracies() {
    List<StudyKind> kinds = StudyKind.of(settings);
    List<String> columns = new ArrayList<>(List.of("depth"));
    kinds.forEach(kind -> columns.add(kind.toString()));
    List<List<String>> rows = new ArrayList<>();
    for (int depth : settings.depths()) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(depth)));
      for (StudyKind kind : kinds) {
        row.add(
            share(findings.accuracy(kind.activation(), kind.initialization(), depth))
                + ", "
                + word(findings.verdict(kind.activation(), kind.initialization(), depth)));
      }
      rows.add(row);
    }
    return new DataTable(columns, rows, "");
  }

  /** The ratios of all, by depth. */
  DataTable ratios() {
    List<StudyKind> kinds = StudyKind.of(settings);
    List<String> columns = new ArrayList<>(List.of("depth"));
    kinds.forEach(kind -> columns.add(kind.toString()));
    List<List<String>> rows = new ArrayList<>();
    for (int depth : settings.depths()) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(depth)));
      kinds.forEach(kind -> row.add(interval(ratio(kind, depth))));
      rows.add(row);
    }
    return new DataTable(columns, rows, "");
  }

  /** What each difference to the first activation is, by depth. */
  DataTable differencesByDepth() {
    Activation first = settings.activations().get(0);
    List<String> columns = new ArrayList<>(List.of("depth"));
    for (Activation other : settings.activations()) {
      for (Initialization initialization : settings.initializations()) {
        if (other != first) {
          columns.add(
              StudyNames.of(other)
                  + " \u2212 "
                  + StudyNames.of(first)
                  + ", "
                  + StudyKind.weights(initialization));
        }
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (int depth : settings.depths()) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(depth)));
      for (Activation other : settings.activations()) {
        for (Initialization initialization : settings.initializations()) {
          if (other != first) {
            row.add(interval(findings.difference(other, first, initialization, depth)));
          }
        }
      }
      rows.add(row);
    }
    return new DataTable(columns, rows, "");
  }

  private static String word(Verdict verdict) {
    return verdict == Verdict.BETWEEN ? "in between" : verdict.name().toLowerCase(Locale.ROOT);
  }

  /** A mean and its interval. */
  static String interval(Estimate estimate) {
    return number(estimate.mean())
        + (Double.isNaN(estimate.low())
            ? ""
            : " (" + number(estimate.low()) + " to " + number(estimate.high()) + ")");
  }

  /** The same of a number that cannot be beyond 0 and 1. */
  private static String share(Estimate estimate) {
    return interval(
        new Estimate(
            estimate.count(),
            estimate.mean(),
            Math.max(0, estimate.low()),
            Math.min(1, estimate.high())));
  }

  private static String number(double value) {
    return Texts.number(value, 3).replace('-', '\u2212');
  }

  private static String seeds(int count) {
    return count + (count == 1 ? " seed" : " seeds");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** {@code "depths 1 to 3 and 5"}. */
  static String depths(List<Integer> depths) {
    List<Integer> sorted = new ArrayList<>(depths);
    Collections.sort(sorted);
    List<String> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || sorted.get(i) != sorted.get(i - 1) + 1) {
        runs.add(
            sorted.get(from)
                + (i - 1 == from ? "" : (i - 2 == from ? ", " : " to ") + sorted.get(i - 1)));
        from = i;
      }
    }
    String last = runs.remove(runs.size() - 1);
    return (sorted.size() == 1 ? "depth " : "depths ")
        + (runs.isEmpty() ? last : String.join(", ", runs) + " and " + last);
  }
}
