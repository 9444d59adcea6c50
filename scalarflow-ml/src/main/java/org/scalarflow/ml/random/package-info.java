/** Seeded random numbers for the other packages; not exported. */
@NullMarked
package org.scalarflow.ml.random;

import org.jspecify.annotations.NullMarked;
