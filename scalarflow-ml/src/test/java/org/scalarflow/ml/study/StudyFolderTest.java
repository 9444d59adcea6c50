package org.scalarflow.ml.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.ml.TapeBackend;

class StudyFolderTest {

  private static final StudySettings SMALL = Trials.SMALL;
  private static final Map<String, String> FIXED = Map.of("backend", "tape-for-tests");

  @TempDir Path folder;

  private static StudyFolder open(Path folder, StudySettings settings) throws IOException {
    return StudyFolder.open(folder, settings, FIXED, Map.of("command", "scalarflow study \"a,b\""));
  }

  private static List<Trial> trials() {
    return new VanishingGradients(SMALL, new TapeBackend()).run(List.of(), StudyListener.NONE);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  /** A whole study, written trial by trial. */
  private static List<Trial> finished(Path folder) throws IOException {
    List<Trial> trials = trials();
    try (StudyFolder open = open(folder, SMALL)) {
      for (Trial trial : trials) {
        open.append(trial);
      }
      open.complete(trials);
    }
    return trials;
  }

  @Test
  void trialsReadBackToTheBit() throws IOException {
    List<Trial> trials = finished(folder);
    try (StudyFolder open = open(folder, SMALL)) {
      assertThat(open.trials()).isEqualTo(trials);
    }
    assertThat(contents(folder))
        .containsOnlyKeys("epochs.csv", "settings.csv", "study.lock", "trials.csv");
  }

  @Test
  void theFilesSayWhatTheyHold() throws IOException {
    finished(folder);
    assertThat(Files.readString(folder.resolve("settings.csv")))
        .isEqualTo(
            """
            setting,value
            format,scalarflow vanishing-gradient study 1
            activations,"sigmoid,relu"
            inits,he
            depths,"1,3"
            width,4
            seeds,2
            data,noisy-xor
            epochs,3
            learning-rate,0.1
            batch-size,8
            backend,tape-for-tests
            command,"scalarflow study ""a,b\"""
            """);
    List<String> trials = Files.readAllLines(folder.resolve("trials.csv"));
    assertThat(trials).hasSize(9);
    assertThat(trials.get(0))
        .isEqualTo(
            "activation,initialization,depth,seed,guessing,accuracy,diverged_in_epoch,final_loss");
    assertThat(trials.get(1)).startsWith("sigmoid,he,1,1,0.5,0.").contains(",0,");
    List<String> epochs = Files.readAllLines(folder.resolve("epochs.csv"));
    assertThat(epochs).hasSize(1 + 8 * 4);
    assertThat(epochs.get(0))
        .isEqualTo("activation,initialization,depth,seed,epoch,loss,norm_1,norm_2,norm_3,norm_4");
    assertThat(epochs.get(1)).startsWith("sigmoid,he,1,1,0,,0.").endsWith(",,");
  }

  @Test
  void extremeNumbersAndDivergedTrialsReadBack() throws IOException {
    List<Trial> trials =
        List.of(
            Trials.trial(Trials.sigmoid(1, 1), 1, Double.MIN_VALUE, 1e-300, Double.MAX_VALUE, -0.5),
            Trials.trial(Trials.sigmoid(3, 1), 0, 1e100, 1.0 / 3, Math.PI, 1e22),
            Trials.diverged(Trials.relu(3, 2)));
    try (StudyFolder open = open(folder, SMALL)) {
      for (Trial trial : trials) {
        open.append(trial);
      }
    }
    try (StudyFolder open = open(folder, SMALL)) {
      assertThat(open.trials()).isEqualTo(trials);
    }
  }

  @Test
  void anInterruptedStudyEndsWithTheFilesOfOneThatWasNot(@TempDir Path other) throws IOException {
    List<Trial> trials = finished(other);
    for (int kept = 0; kept <= trials.size(); kept += 2) {
      Path here = folder.resolve("kept" + kept);
      try (StudyFolder open = open(here, SMALL)) {
        // In another order, as several threads finish them.
        for (int i = kept - 1; i >= 0; i--) {
          open.append(trials.get(i));
        }
      }
      try (StudyFolder open = open(here, SMALL)) {
        assertThat(open.trials()).isEqualTo(trials.subList(0, kept));
        open.complete(
            new VanishingGradients(SMALL, new TapeBackend())
                .run(open.trials(), StudyListener.NONE));
      }
      assertThat(contents(here)).isEqualTo(contents(other));
    }
  }

  /** Whatever was torn off, the rest is read, and what was lost is done again. */
  @ParameterizedTest
  @ValueSource(strings = {"trials.csv", "epochs.csv"})
  void aTornFileLosesTheLastTrialsOnly(String name, @TempDir Path other) throws IOException {
    List<Trial> trials = finished(other);
    byte[] whole = Files.readAllBytes(other.resolve(name));
    int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = header; length < whole.length; length += 1 + whole.length / 60) {
      Files.write(other.resolve(name), Arrays.copyOf(whole, length));
      try (StudyFolder open = open(other, SMALL)) {
        List<Trial> left = open.trials();
        assertThat(left).as("%d bytes", length).isEqualTo(trials.subList(0, left.size()));
        open.complete(trials);
      }
    }
  }

  @Test
  void aFileWithoutALineIsAsGoodAsNone() throws IOException {
    finished(folder);
    Files.write(folder.resolve("trials.csv"), new byte[0]);
    try (StudyFolder open = open(folder, SMALL)) {
      assertThat(open.trials()).isEmpty();
    }
    Files.delete(folder.resolve("epochs.csv"));
    try (StudyFolder open = open(folder, SMALL)) {
      assertThat(open.trials()).isEmpty();
    }
  }

  @Test
  void otherSettingsAreRefusedByName() throws IOException {
    finished(folder);
    refused(
        folder
            + " holds a study with other settings: depths 1,3 there, 1,2 now; epochs 3 there,"
            + " 9 now; repeat those settings to go on with it, or choose another folder",
        folder,
        SMALL.withDepths(List.of(1, 2)).withEpochs(9));
    assertThatThrownBy(() -> StudyFolder.open(folder, SMALL, Map.of("backend", "other"), Map.of()))
        .isInstanceOf(StudyFileException.class)
        .hasMessageContaining("backend tape-for-tests there, other now");
  }

  @Test
  void somebodyElsesFilesAreLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("trials.csv"), "mine\n");
    refused("has trials.csv, but no settings.csv", folder, SMALL);
    assertThat(file).hasContent("mine");
    Files.writeString(folder.resolve("settings.csv"), "colour,blue\n");
    refused(
        "settings.csv, line 1: it names the columns 'colour,blue', not 'setting,value'",
        folder,
        SMALL);
    Files.writeString(folder.resolve("settings.csv"), "setting,value\ncolour,blue\n");
    refused("is not the settings of a study of this version", folder, SMALL);
    Files.writeString(folder.resolve("settings.csv"), "setting,value\na,b\na,c\n");
    refused("line 3: 'a' is there twice", folder, SMALL);
    assertThat(file).hasContent("mine");
  }

  private static void refused(String message, Path folder, StudySettings settings) {
    assertThatThrownBy(() -> open(folder, settings).close())
        .isInstanceOf(StudyFileException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFolderIsUsedOnceAtATime() throws IOException {
    try (StudyFolder open = open(folder, SMALL)) {
      assertThat(open.trials()).isEmpty();
      refused("is being used by another study", folder, SMALL);
    }
    open(folder, SMALL).close();
  }

  private void change(String name, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(name));
    String changed = text.replaceFirst(from, to);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(folder.resolve(name), changed);
  }

  private void wrong(String name, String from, String to, String message) throws IOException {
    String before = Files.readString(folder.resolve(name));
    change(name, from, to);
    refused(message, folder, SMALL);
    refused("; choose another folder, or remove settings.csv, ", folder, SMALL);
    Files.writeString(folder.resolve(name), before);
  }

  @Test
  void wrongLinesAreTold() throws IOException {
    finished(folder);
    String trials = "trials.csv";
    wrong(trials, "seed", "sead", "trials.csv, line 1: it names the columns 'activation,");
    wrong(trials, "relu,he,1", "rolu,he,1", "line 6: there is no activation 'rolu'");
    wrong(trials, "sigmoid,he,1", "sigmoid,ha,1", "line 2: there is no initialization 'ha'");
    wrong(trials, "relu,he,3,1", "relu,he,2,1", "'relu, he, depth 2, seed 1' is not part of this");
    wrong(
        trials, "relu,he,3,2", "relu,he,3,1", "line 9: 'relu, he, depth 3, seed 1' is there twice");
    wrong(trials, "relu,he,3,2", "tanh,he,3,2", "is not part of this");
    wrong(trials, "relu,he,3,2", "relu,he,3,-2", "seed is '-2', which is no whole number");
    wrong(trials, "relu,he,3,2", "relu,he,3,99999999999", "no whole number from 0 on");
    wrong(trials, "relu,he,3,2,0.5", "relu,he,3,2,1.5", "guessing is '1.5', which is not within");
    wrong(trials, "relu,he,3,2,0.5", "relu,he,3,2,NaN", "guessing is 'NaN', which is no finite");
    wrong(trials, "relu,he,3,2,0.5,0.", "relu,he,3,2,0.5,7.", "the accuracy is within 0 and 1");
    wrong(trials, "relu,he,3,2,0.5,[0-9.]*", "relu,he,3,2,0.5,", "the accuracy is within 0 and 1");
    wrong(
        trials,
        "relu,he,3,2,0.5,[^,]*,0",
        "relu,he,3,2,0.5,,9",
        "diverged_in_epoch is '9', which is more");
    wrong(
        trials,
        "relu,he,3,2,0.5,([^,]*),0,.*\n",
        "relu,he,3,2,0.5,$1,0,0.25\n",
        "the final loss of 'relu");
    wrong(trials, "relu,he,3,2,", "relu,he,3,2,,", "it has 9 fields, but there are 8 columns");
    wrong(trials, "relu,he,3,2,", "\"relu,he,3,2,", "trials.csv, line 9: ");
    wrong(trials, "\n", "\n" + "x".repeat(400) + "\n", "line 2: it is longer than 300 bytes");
    String epochs = "epochs.csv";
    wrong(epochs, "he,1,1,2,", "he,1,1,3,", "line 4: epoch 2 is expected here, not 3");
    wrong(epochs, "he,1,1,2,", "he,1,1,7,", "epochs are within 0 and 3");
    wrong(epochs, "he,1,1,2,[^,]*", "he,1,1,2,", "each but 0 has a loss");
    wrong(epochs, "he,1,1,0,,[^,]*", "he,1,1,0,,-1.0", "norm_1 is '-1.0', which is not within 0");
    wrong(epochs, "he,1,1,0,,[^,]*", "he,1,1,0,,1.0E101", "which is not within 0 and 1.0E100");
    wrong(epochs, "he,1,1,0,,[^,]*", "he,1,1,0,,", "norm_1 is '', which is not within 0");
    wrong(epochs, "he,1,1,0,,[^,]*", "he,1,1,0,,0x1p3", "which is no finite number");
    wrong(epochs, ",,\n", ",1.0,\n", "norm_3 is '1.0', which is more than the network has");
  }

  @Test
  void moreLinesThanTheStudyHasAreRefused() throws IOException {
    finished(folder);
    String text = Files.readString(folder.resolve("epochs.csv"));
    Files.writeString(folder.resolve("epochs.csv"), text + "\n".repeat(10));
    refused("epochs.csv, line 34: ", folder, SMALL);
  }

  @Test
  void whatIsNotTextIsRefused() throws IOException {
    finished(folder);
    byte[] bytes = Files.readAllBytes(folder.resolve("trials.csv"));
    bytes[100] = (byte) 0xFF;
    Files.write(folder.resolve("trials.csv"), bytes);
    refused("it is not UTF-8", folder, SMALL);
  }

  /** Any changed bit is either told or changes the numbers, but nothing else happens. */
  @Test
  void changedBitsDoNoHarm() throws IOException {
    List<Trial> trials = finished(folder);
    for (String name : List.of("trials.csv", "epochs.csv", "settings.csv")) {
      byte[] whole = Files.readAllBytes(folder.resolve(name));
      for (int bit = 0; bit < whole.length * 8; bit += 1 + whole.length / 12) {
        byte[] changed = whole.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(folder.resolve(name), changed);
        try (StudyFolder open = open(folder, SMALL)) {
          assertThat(open.trials()).hasSizeLessThanOrEqualTo(8);
          open.complete(trials);
        } catch (StudyFileException told) {
          assertThat(told).hasMessageContaining("choose another folder");
        }
        Files.write(folder.resolve(name), whole);
      }
    }
  }

  @Test
  void anInterruptionLosesNoTrial() throws IOException {
    Trial trial = Trials.trial(Trials.relu(1, 1), 1, 1, 1, 1, 1);
    try (StudyFolder open = open(folder, SMALL)) {
      Thread.currentThread().interrupt();
      open.append(trial);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> open(folder, SMALL).close())
          .isInstanceOf(EvaluationInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    try (StudyFolder open = open(folder, SMALL)) {
      assertThat(open.trials()).containsExactly(trial);
    }
  }
}
