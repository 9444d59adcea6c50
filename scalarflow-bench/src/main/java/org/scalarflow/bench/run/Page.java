package org.scalarflow.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scalarflow.report.DataTable;
import org.scalarflow.report.HtmlReport;
import org.scalarflow.report.Picture;
import org.scalarflow.report.ReportException;

/** The report as a page: what was measured on what, pictures, tables, and what failed. */
final class Page {

  private final Results results;
  private final Map<String, String> machine;
  private final Map<String, String> effort;
  private final boolean isComplete;
  private final @Nullable Comparison comparison;

  Page(
      Results results,
      Map<String, String> machine,
      Map<String, String> effort,
      boolean isComplete,
      @Nullable Comparison comparison) {
    this.results = results;
    this.machine = machine;
    this.effort = effort;
    this.isComplete = isComplete;
    this.comparison = comparison;
  }

  void write(Path file, Watcher watcher) throws IOException {
    try {
      html(true).write(file);
    } catch (ReportException noFonts) {
      watcher.problem("the report has no pictures: " + noFonts.getMessage());
      html(false).write(file);
    }
  }

  private HtmlReport html(boolean hasPictures) {
    HtmlReport page = new HtmlReport("en", "ScalarFlow benchmarks");
    if (!isComplete) {
      page.paragraph("This run was interrupted: what it had not measured yet is missing.");
    }
    page.paragraph(
        "Each backend computes the same values and gradients, which are held against code written by"
            + " hand before, or for first results after, anything is timed. Times are means in"
            + " nanoseconds; ± is half of the 99.9 % confidence interval of JMH. A ratio is the time"
            + " divided by that of handwritten-plain, scalar loops in Java on one thread, or of"
            + " handwritten-vector, the same with the Vector API, in the same run. One thread"
            + " means that the JVM was given one processor. Where a backend makes other code in a JVM"
            + " that has the Vector API, it is measured in one without and in one with it, which is"
            + " named. The backend \"plain\" is the tape, run by a"
            + " plain loop: what a backend has for nothing.");
    page.settings("Where", machine).settings("How", effort);
    failures(page);
    unsettled(page);
    if (comparison != null) {
      comparison(page, comparison);
    }
    if (hasPictures) {
      pictures(page);
    }
    page.heading("All times");
    for (String workload : Catalogue.WORKLOADS) {
      table(page, workload);
    }
    memory(page);
    return page;
  }

  private void failures(HtmlReport page) {
    Map<String, String> refused = results.refused();
    if (!refused.isEmpty()) {
      page.heading("Refused");
      page.paragraph(
          "The numbers of these backends are not those of the code written by hand, so their times"
              + " mean nothing and are not shown.");
      page.settings("Refused backends", refused);
    }
    List<Failure> failures =
        results.failures().stream()
            .filter(failure -> !refused.containsKey(failure.key().backend()))
            .toList();
    if (!failures.isEmpty()) {
      page.heading("Without a result");
      page.table(
          "Cases without a result",
          new DataTable(
              List.of("case", "what", "reason"),
              failures.stream()
                  .map(one -> List.of(one.key().toString(), one.kind().toString(), one.reason()))
                  .toList(),
              ""));
    }
  }

  private void unsettled(HtmlReport page) {
    Map<Key, String> unsettled = results.unsettled();
    if (!unsettled.isEmpty()) {
      page.heading("Not settled");
      page.paragraph(
          "The programs of these cases could still go over to other code when they were timed, so"
              + " their times may be those of code that is not used for long.");
      page.table(
          "Cases that had not settled",
          new DataTable(
              List.of("case", "code"),
              unsettled.entrySet().stream()
                  .map(one -> List.of(one.getKey().toString(), one.getValue()))
                  .toList(),
              ""));
    }
  }

  private void pictures(HtmlReport page) {
    Charts charts = new Charts(results);
    List<Picture> ratios = charts.ratios();
    if (!ratios.isEmpty()) {
      page.heading("Beside code written by hand");
      ratios.forEach(
          picture ->
              page.figure(picture, "Time divided by that of plain Java loops; left is faster"));
    }
    List<Picture> costs = charts.costs();
    if (!costs.isEmpty()) {
      page.heading("Cost of a node by size");
      costs.forEach(
          picture -> page.figure(picture, "Value and gradient, one thread, again and again"));
    }
    List<Picture> speedUps = charts.speedUps();
    if (!speedUps.isEmpty()) {
      page.heading("More threads");
      speedUps.forEach(
          picture -> page.figure(picture, "Time on one thread divided by time on several"));
    }
    List<Picture> firsts = charts.firstResults();
    if (!firsts.isEmpty()) {
      page.heading("Time to the first result");
      firsts.forEach(
          picture ->
              page.figure(
                  picture,
                  "Building, compiling and the first run, in a JVM that has just started"));
    }
  }

  private void table(HtmlReport page, String workload) {
    boolean isStart = workload.equals("steady");
    List<List<String>> rows = isStart ? Tables.starts(results) : times(workload);
    if (!rows.isEmpty()) {
      page.subheading(workload);
      page.paragraph(Explanations.of(workload));
      page.table(
          "Times of " + workload,
          new DataTable(isStart ? Tables.START_COLUMNS : Tables.columns(), rows, ""));
    }
  }

  private List<List<String>> times(String workload) {
    return results.measurements().stream()
        .filter(one -> one.hasTime() && one.key().workload().equals(workload))
        .map(one -> Tables.row(results, one))
        .toList();
  }

  private void memory(HtmlReport page) {
    List<List<String>> rows = new ArrayList<>();
    for (Measurement one : results.measurements()) {
      if (!one.hasTime()) {
        rows.add(
            List.of(
                one.key().variant(),
                Tables.backend(one.key()),
                Numbers.shown(one.graphBytesPerNode().orElse(Double.NaN)),
                Numbers.shown(one.programBytesPerNode().orElse(Double.NaN))));
      }
    }
    if (!rows.isEmpty()) {
      page.subheading("memory");
      page.paragraph(Explanations.of("memory"));
      page.table(
          "Bytes of heap for each node",
          new DataTable(List.of("variant", "backend", "graph", "program and workspace"), rows, ""));
    }
  }

  private static void comparison(HtmlReport page, Comparison comparison) {
    page.heading("What has changed");
    page.paragraph(
        "Times of this run divided by those of the earlier one. The interval is made of the 99.9 %"
            + " intervals of both means by Fieller's theorem; where it leaves out 1, the difference is"
            + " more than the noise within a run. It knows nothing of what else the machine did"
            + " then and now"
            + (comparison.jdksBefore().isEmpty()
                ? "."
                : ". The earlier run was on JDK "
                    + String.join(", ", comparison.jdksBefore())
                    + "."));
    if (comparison.changes().isEmpty()) {
      page.paragraph("The two runs have no case in common.");
    } else {
      page.table(
          "Now and before",
          new DataTable(
              Tables.CHANGE_COLUMNS,
              comparison.changes().stream().map(Tables::change).toList(),
              ""));
    }
    only(page, "Measured now alone", comparison.onlyNow());
    only(page, "Measured before alone", comparison.onlyBefore());
  }

  private static void only(HtmlReport page, String caption, List<Key> keys) {
    if (!keys.isEmpty()) {
      page.table(
          caption,
          new DataTable(
              List.of("case"), keys.stream().map(key -> List.of(key.toString())).toList(), ""));
    }
  }
}
