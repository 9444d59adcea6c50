/** How good predictions are: read {@link org.scalarflow.ml.metric.ConfusionMatrix}. */
@NullMarked
package org.scalarflow.ml.metric;

import org.jspecify.annotations.NullMarked;
