/**
 * Pictures for people who would rather look than read.
 *
 * <p>Read {@link org.scalarflow.report.Picture} first: a drawing with a title, an alternative text
 * and its numbers as a table, as PNG or SVG. {@link org.scalarflow.report.DecisionSurface}, {@link
 * org.scalarflow.report.LearningCurves}, {@link org.scalarflow.report.BandCurves}, {@link
 * org.scalarflow.report.LayerNorms}, {@link org.scalarflow.report.WeightHistograms}, {@link
 * org.scalarflow.report.ConfusionChart} and {@link org.scalarflow.report.RocChart} make pictures,
 * {@link org.scalarflow.report.HtmlReport} puts them on a page.
 */
@NullMarked
package org.scalarflow.report;

import org.jspecify.annotations.NullMarked;
