package org.scalarflow.compiled.ir;

/**
 * What stands in a block of code: an operation, some operations at once, or a loop over a block.
 */
public sealed interface Item permits Step, Gathered, Loop {}
