/**
 * The {@code scalarflow} command.
 *
 * <p>Read {@link org.scalarflow.cli.Main} first: it runs a command line against a {@link
 * org.scalarflow.cli.Console} and turns failures into one line and an exit code. Each command has a
 * class of its own, {@code ExplainCommand} and so on; how results look is decided apart from them.
 */
@NullMarked
package org.scalarflow.cli;

import org.jspecify.annotations.NullMarked;
