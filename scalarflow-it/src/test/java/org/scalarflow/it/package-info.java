/**
 * What only the whole project can be tested for: its packed jars, its documents and its boundaries.
 *
 * <p>Read {@code packed.BackendDiscoveryIT}, {@code documents.ReadmeTest} and {@code
 * architecture.BoundariesTest} first. Tests named {@code …IT} need the packed jars and run in
 * {@code mvn verify}.
 */
@NullMarked
package org.scalarflow.it;

import org.jspecify.annotations.NullMarked;
