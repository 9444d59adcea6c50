package org.scalarflow.compiled.ir;

/** What stands in a block of code: an operation, or a loop over a block. */
public sealed interface Item permits Step, Loop {}
