package org.scalarflow.report;

import java.util.ArrayList;
import java.util.List;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;
import org.scalarflow.ml.study.StudyNames;
import org.scalarflow.ml.study.StudySettings;

/**
 * Networks of a study that differ in depth and seed only.
 *
 * @param activation what hidden units do
 * @param initialization how weights start
 */
record StudyKind(Activation activation, Initialization initialization) {

  /** All of a study. */
  static List<StudyKind> of(StudySettings settings) {
    List<StudyKind> all = new ArrayList<>();
    for (Activation activation : settings.activations()) {
      for (Initialization initialization : settings.initializations()) {
        all.add(new StudyKind(activation, initialization));
      }
    }
    return all;
  }

  /** {@code "Glorot weights"}: after the person, {@code "he"} would be read as a word. */
  static String weights(Initialization initialization) {
    String name = StudyNames.of(initialization);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1) + " weights";
  }

  /** {@code "sigmoid with Glorot weights"}. */
  @Override
  public String toString() {
    return StudyNames.of(activation) + " with " + weights(initialization);
  }
}
