/**
 * Fixed kernels with the Vector API. They are compiled apart, where the JDK has the module {@code
 * jdk.incubator.vector}, and known elsewhere by name alone. A method holds one small kernel, and
 * shapes are constants: otherwise HotSpot makes objects of vectors without saying so.
 */
@NullMarked
package org.scalarflow.compiled.vector;

import org.jspecify.annotations.NullMarked;
