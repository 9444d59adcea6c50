/**
 * Experiments that train many models and compare them. {@link
 * org.scalarflow.ml.study.VanishingGradients} asks how networks fare as they get deeper; {@link
 * org.scalarflow.ml.study.StudyFolder} keeps its trials, and {@link
 * org.scalarflow.ml.study.Findings} tells what they show. Read {@link
 * org.scalarflow.ml.study.StudySettings} first.
 */
@NullMarked
package org.scalarflow.ml.study;

import org.jspecify.annotations.NullMarked;
