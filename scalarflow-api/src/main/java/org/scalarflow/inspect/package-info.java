/**
 * Tools to look at graphs and runs, and to check gradients.
 *
 * <p>Start with {@link org.scalarflow.inspect.Account}, which tells a run in plain text: the value
 * of each node, then what each node passes back. {@link org.scalarflow.inspect.Trace} is the same
 * as data, {@link org.scalarflow.inspect.DotExport} draws a graph or a run for Graphviz, and {@link
 * org.scalarflow.inspect.GradientCheck} compares derivatives with central differences.
 *
 * <pre>{@code
 * Evaluation run = graph.gradient(loss, Feed.of(x, 2.0).and(y, 3.0));
 *
 * String text = Account.of(run).toString();                   // bounded for large graphs
 * Account.of(run).complete().writeTo(writer);                 // every node
 *
 * Trace trace = Trace.of(run);
 * for (Trace.Entry entry : trace.nodes()) {                   // topological order
 *   use(entry.name(), entry.operator(), entry.operands(), entry.value(), entry.derivative(),
 *       entry.partials());
 * }
 * for (Trace.Step step : trace.steps()) {                     // canonical backward order
 *   use(step.consumer(), step.adjoint(), step.operand(), step.partial(), step.product());
 * }
 *
 * DotExport.of(run).write(Path.of("loss.dot"));               // values and derivatives
 * DotExport.of(graph).writeTo(writer);                        // structure only
 *
 * GradientCheck.DEFAULT.check(loss, Feed.of(x, 2.0).and(y, 3.0)).requirePass();
 * GradientCheck.DEFAULT.check(operator, 0.3, -1.2).requirePass();
 * }</pre>
 *
 * <p>What a run did not compute is never shown as 0: it is an empty {@link
 * java.util.OptionalDouble} in data and {@code –} in texts and pictures. Numbers are written alike
 * under every locale and Java version, and read back to the same bits. Nothing here recurses, so
 * graphs may be of any depth.
 */
@NullMarked
package org.scalarflow.inspect;

import org.jspecify.annotations.NullMarked;
