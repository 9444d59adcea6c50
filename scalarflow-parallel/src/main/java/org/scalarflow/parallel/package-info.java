/** Level-scheduled evaluation on a ForkJoin pool. */
@NullMarked
package org.scalarflow.parallel;

import org.jspecify.annotations.NullMarked;
