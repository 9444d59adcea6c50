package org.scalarflow.ml.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scalarflow.file.WholeFile;

/** What a study was asked for and made with, in {@code settings.csv}: a name and a value a line. */
final class SettingsFile {

  static final String NAME = "settings.csv";

  private static final List<String> HEADER = List.of("setting", "value");
  private static final String FORMAT = "scalarflow vanishing-gradient study 1";
  private static final int LONGEST_LINE = 100_000;
  private static final int MOST_LINES = 1_000;

  private SettingsFile() {}

  /** The settings in words, in the order in which they are written. */
  static Map<String, String> of(StudySettings settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("activations", joined(settings.activations().stream().map(StudyNames::of).toList()));
    all.put("inits", joined(settings.initializations().stream().map(StudyNames::of).toList()));
    all.put("depths", joined(settings.depths()));
    all.put("width", Integer.toString(settings.width()));
    all.put("seeds", Integer.toString(settings.seeds()));
    all.put("data", settings.data());
    all.put("epochs", Integer.toString(settings.epochs()));
    all.put("learning-rate", Double.toString(settings.learningRate()));
    all.put("batch-size", Integer.toString(settings.batchSize()));
    return all;
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Writes the file: what all trials must agree in, then what may change from run to run. */
  static void write(Path file, Map<String, String> fixed, Map<String, String> notes)
      throws IOException {
    StringBuilder text = new StringBuilder(CsvLines.line(HEADER));
    text.append(CsvLines.line(List.of("format", FORMAT)));
    fixed.forEach((name, value) -> text.append(CsvLines.line(List.of(name, plain(value)))));
    notes.forEach((name, value) -> text.append(CsvLines.line(List.of(name, plain(value)))));
    WholeFile.write(file, text.toString());
  }

  /** Without what would end a line. */
  private static String plain(String value) {
    return value.replaceAll("[\\p{Cc}\\p{Cs}]", "\uFFFD");
  }

  /**
   * Compares the file with what is asked for now.
   *
   * @throws StudyFileException if it is not right, or something differs
   */
  static void requireSame(Path file, Map<String, String> fixed) throws IOException {
    Map<String, String> there = read(file);
    List<String> differences = new ArrayList<>();
    if (!FORMAT.equals(there.get("format"))) {
      throw new StudyFileException(
          file + " is not the settings of a study of this version; choose another folder", null);
    }
    fixed.forEach(
        (name, value) -> {
          String other = there.getOrDefault(name, "");
          if (!plain(value).equals(other)) {
            differences.add(
                name + " " + Fields.shown(other) + " there, " + Fields.shown(value) + " now");
          }
        });
    if (!differences.isEmpty()) {
      throw new StudyFileException(
          file.toAbsolutePath().getParent()
              + " holds a study with other settings: "
              + String.join("; ", differences)
              + "; repeat those settings to go on with it, or choose another folder",
          null);
    }
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> there = new LinkedHashMap<>();
    CsvLines.read(
        file,
        LONGEST_LINE,
        MOST_LINES,
        (number, texts) -> {
          if (number == 1) {
            Fields.requireHeader(HEADER, texts);
            return;
          }
          Fields fields = new Fields(HEADER, texts);
          String name = fields.text();
          if (there.put(name, fields.text()) != null) {
            throw new IllegalArgumentException("'" + Fields.shown(name) + "' is there twice");
          }
        });
    return there;
  }
}
