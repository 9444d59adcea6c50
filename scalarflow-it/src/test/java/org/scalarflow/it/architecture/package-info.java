/** What depends on what, and what no library does. */
@NullMarked
package org.scalarflow.it.architecture;

import org.jspecify.annotations.NullMarked;
