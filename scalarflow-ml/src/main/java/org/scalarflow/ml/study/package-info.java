/**
 * Experiments that train many models and compare them. {@link
 * org.scalarflow.ml.study.VanishingGradients} asks how networks fare as they get deeper.
 */
@NullMarked
package org.scalarflow.ml.study;

import org.jspecify.annotations.NullMarked;
