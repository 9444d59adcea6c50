package org.scalarflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import org.jspecify.annotations.Nullable;

/**
 * What the legend says of one thing.
 *
 * @param name what it is called
 * @param color of line, mark or patch
 * @param stroke of its line, if it has one
 * @param mark of its points, if they have one
 * @param patch the colour of its area, if it has one
 */
record LegendEntry(
    String name,
    Color color,
    @Nullable BasicStroke stroke,
    @Nullable Mark mark,
    @Nullable Color patch) {}
