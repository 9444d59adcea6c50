/**
 * The code of {@code org.scalarflow.bench.hand} with the Vector API, for which there is nothing
 * faster to hope for in Java. Sums are taken apart into lanes and fused, and {@code exp} is the
 * vector library's, so the last bits differ from those of scalar code.
 *
 * <p>This folder is compiled apart, where the JDK has the module {@code jdk.incubator.vector}, and
 * its classes are known elsewhere by name alone. A method holds one small kernel, and shapes are
 * constants: otherwise HotSpot makes objects of vectors without saying so.
 */
@NullMarked
package org.scalarflow.bench.vector;

import org.jspecify.annotations.NullMarked;
