/** Programs of their own, in JVMs of their own, that use the packed jars as a stranger would. */
@NullMarked
package org.scalarflow.it.packed;

import org.jspecify.annotations.NullMarked;
