package org.scalarflow.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Has XChart draw lines and points, and nothing else: it draws letters as outlines, which leaves
 * SVG without texts. It is given shares of the axes rather than values, so that places are the same
 * for what it draws and for what we draw.
 */
final class LinesPainter {

  private static final Color NOTHING = new Color(255, 255, 255, 0);

  private LinesPainter() {}

  static void paint(Graphics2D g, Panel panel, Rectangle2D plot) {
    List<Line> lines =
        panel.lines().stream()
            .flatMap(line -> line.parts().stream())
            .filter(line -> line.x().length > 0)
            .toList();
    if (lines.isEmpty()) {
      return;
    }
    int width = (int) Math.round(plot.getWidth());
    int height = (int) Math.round(plot.getHeight());
    XYChart chart = new XYChart(width, height);
    style(chart.getStyler());
    for (int i = 0; i < lines.size(); i++) {
      add(chart, Integer.toString(i), lines.get(i), panel);
    }
    Graphics2D inside = (Graphics2D) g.create();
    inside.translate(plot.getX(), plot.getY());
    chart.paint(inside, width, height);
    inside.dispose();
  }

  private static void add(XYChart chart, String name, Line line, Panel panel) {
    double[] x = new double[line.x().length];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double height = panel.y().share(line.y()[i]);
      x[i] = panel.x().share(line.x()[i]);
      y[i] = Double.isNaN(x[i]) ? Double.NaN : height;
      x[i] = Double.isNaN(x[i]) ? 0 : x[i];
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(line.color());
    series.setMarkerColor(line.color());
    series.setLineStyle(line.stroke() == null ? SeriesLines.NONE : line.stroke());
    series.setMarker(line.mark() == null ? SeriesMarkers.NONE : new PointMarker(line.mark()));
  }

  private static void style(XYStyler styler) {
    styler.setChartTitleVisible(false);
    styler.setLegendVisible(false);
    styler.setAxisTitlesVisible(false);
    styler.setAxisTicksVisible(false);
    styler.setPlotGridLinesVisible(false);
    styler.setPlotTicksMarksVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setChartPadding(0);
    styler.setPlotMargin(0);
    styler.setPlotContentSize(1);
    styler.setChartBackgroundColor(NOTHING);
    styler.setPlotBackgroundColor(NOTHING);
    styler.setXAxisMin(0.0);
    styler.setXAxisMax(1.0);
    styler.setYAxisMin(0.0);
    styler.setYAxisMax(1.0);
  }
}
