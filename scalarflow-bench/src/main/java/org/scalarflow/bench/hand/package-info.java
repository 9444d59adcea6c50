/**
 * Values and gradients written by hand in plain Java, each for one formula: what the library's
 * times are divided by. They share no code with the library, so they are also an oracle.
 */
@NullMarked
package org.scalarflow.bench.hand;

import org.jspecify.annotations.NullMarked;
