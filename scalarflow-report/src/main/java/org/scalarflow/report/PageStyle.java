package org.scalarflow.report;

/**
 * How a page looks, on screens light and dark, and on paper. All texts have contrast 4.5 or more.
 * Pictures are on white everywhere, as they are in files of their own.
 */
final class PageStyle {

  /** Nothing in it needs escaping in XML. */
  static final String CSS =
      """
      :root { --ink: #1a1a1a; --muted: #4d4d4d; --paper: #ffffff; --head: #f0f0f0; --edge: #767676; --focus: #0072b2; }
      @media screen and (prefers-color-scheme: dark) {
        :root { color-scheme: dark; --ink: #e6e6e6; --muted: #b8b8b8; --paper: #181818; --head: #2c2c2c; --edge: #8c8c8c; --focus: #7cc0f5; }
      }
      body { margin: 0; color: var(--ink); background: var(--paper); font: 1.0625rem/1.55 'DejaVu Sans', Verdana, 'Liberation Sans', Arial, sans-serif; }
      main { max-width: 74rem; margin: 0 auto; padding: 1.5rem; }
      p, h1, li, figcaption { max-width: 46rem; }
      ul { padding-left: 1.25rem; }
      li { margin: 0.4rem 0; }
      h1, h2, h3 { line-height: 1.25; }
      h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--edge); padding-bottom: 0.25rem; }
      figure { margin: 2rem 0; }
      .picture { overflow-x: auto; }
      figure svg, figure img { display: block; width: 100%; min-width: 42rem; height: auto; background: #ffffff; border: 1px solid var(--edge); box-sizing: border-box; }
      figcaption { margin: 0.5rem 0; font-weight: bold; }
      summary { cursor: pointer; padding: 0.35rem 0; color: var(--focus); }
      summary:focus-visible, .table:focus-visible, .picture:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
      .table { overflow-x: auto; margin: 1rem 0; }
      table { border-collapse: collapse; font-size: 0.9375rem; }
      caption { text-align: left; font-weight: bold; padding-bottom: 0.35rem; }
      th, td { border: 1px solid var(--edge); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; font-variant-numeric: tabular-nums; }
      thead th { background: var(--head); }
      tbody th { font-weight: normal; }
      .note { color: var(--muted); }
      @media print {
        main { max-width: none; padding: 0; }
        figure, tr { break-inside: avoid; }
        h2, h3 { break-after: avoid; }
        .table, .picture { overflow: visible; }
        figure svg, figure img { min-width: 0; }
        details:not([open]) summary { display: none; }
      }
      """;

  private PageStyle() {}
}
