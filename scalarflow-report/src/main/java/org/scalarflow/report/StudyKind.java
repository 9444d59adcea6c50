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

  /** {@code "sigmoid with glorot weights"}. */
  @Override
  public String toString() {
    return StudyNames.of(activation) + " with " + StudyNames.of(initialization) + " weights";
  }
}
