/** Learning gives the same on every backend. */
@NullMarked
package org.scalarflow.it.learning;

import org.jspecify.annotations.NullMarked;
