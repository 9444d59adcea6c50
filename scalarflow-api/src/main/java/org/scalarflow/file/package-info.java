/** Writing files, for the modules of this project. */
@NullMarked
package org.scalarflow.file;

import org.jspecify.annotations.NullMarked;
