/** What the tests of several packages share. */
@NullMarked
package org.scalarflow.testing;

import org.jspecify.annotations.NullMarked;
