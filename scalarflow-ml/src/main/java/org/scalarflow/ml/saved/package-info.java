/**
 * Models as files: {@link org.scalarflow.ml.saved.SavedModel} is what is saved and loaded, {@link
 * org.scalarflow.ml.saved.Provenance} tells where it comes from. A file is one JSON document whose
 * numbers are exact to the bit.
 */
@NullMarked
package org.scalarflow.ml.saved;

import org.jspecify.annotations.NullMarked;
