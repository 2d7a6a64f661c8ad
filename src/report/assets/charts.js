// Charts: bars and shares as inline SVG, each part a link, each chart a table too.
"use strict";
(function () {
  const { el, svg } = savet;

  /** A chart with its heading and the same figures as a table. `rows`: `{label, value, shown, href}`. */
  savet.chart = (title, rows, draw, wide) => {
    const table = el("table", null, el("caption", { class: "hidden" }, title), rows.map((r) => el("tr", null, el("th", { scope: "row" }, r.label), el("td", null, r.shown))));
    return el("section", { class: "card chart" + (wide ? " wide" : ""), "aria-label": title }, el("h2", null, title), draw(rows), el("details", null, el("summary", null, savet.say("as_table")), table));
  };

  function link(row, ...children) {
    const label = row.label + ": " + row.shown;
    const node = svg(row.href ? "a" : "g", { class: "part", href: row.href, "aria-label": label }, svg("title", null, label), children);
    return node;
  }

  /** Columns side by side, for years. */
  savet.columns = (rows) => {
    // On a narrow screen the same signs take a larger part of the drawing.
    const [width, height, foot, head] = [innerWidth > 760 ? 560 : 340, 220, 26, 20];
    const most = Math.max(1, ...rows.map((r) => r.value));
    const step = width / Math.max(1, rows.length);
    const bar = Math.min(64, step * 0.7);
    const every = Math.ceil((rows.length * 46) / width);
    const parts = rows.map((r, i) => {
      const tall = Math.max(r.value > 0 ? 2 : 0, ((height - foot - head) * r.value) / most);
      const x = i * step + step / 2;
      return link(r,
        svg("rect", { class: "catch", x: i * step, y: 0, width: step, height }),
        svg("rect", { class: "bar", x: x - bar / 2, y: height - foot - tall, width: bar, height: tall, rx: 2 }),
        i % every === 0 && svg("text", { class: "label", x, y: height - 8, "text-anchor": "middle" }, r.below),
        step >= 40 && svg("text", { class: "figure", x, y: height - foot - tall - 6, "text-anchor": "middle" }, r.brief));
    });
    return svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group" }, svg("line", { class: "axis", x1: 0, x2: width, y1: height - foot, y2: height - foot }), parts);
  };

  /** Bars below each other, for names. They are no drawing: words that are long must be able to break. */
  savet.bars = (rows) => {
    const most = Math.max(1, ...rows.map((r) => r.value));
    return el("ul", { class: "bars" }, rows.map((r) => {
      const bar = svg("svg", { class: "strip", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
        svg("rect", { class: "rest", x: 0, y: 0, width: 100, height: 10 }), svg("rect", { class: "bar", x: 0, y: 0, width: (100 * r.value) / most, height: 10 }));
      const words = [el("span", { class: "name" }, r.label), el("span", { class: "figure" }, r.shown), bar];
      return el("li", null, r.href ? el("a", { href: r.href }, words) : el("span", { class: "plain" }, words));
    }));
  };

  /** Shares of one whole. */
  savet.shares = (rows) => {
    const all = Math.max(1, rows.reduce((sum, r) => sum + r.value, 0));
    let x = 0;
    const parts = rows.map((r, i) => {
      const wide = (600 * r.value) / all;
      const part = link(r, svg("rect", { class: "share s" + (i % 6), x, y: 0, width: Math.max(1, wide - 1), height: 34 }));
      x += wide;
      return part;
    });
    const legend = el("ul", { class: "legend" }, rows.map((r, i) => el("li", null,
      svg("svg", { class: "key", viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { class: "share s" + (i % 6), width: 10, height: 10, rx: 2 })),
      el("a", { href: r.href }, r.label), " ", el("span", { class: "figure" }, r.shown + " (" + savet.number((100 * r.value) / all, 1) + " %)"))));
    return el("div", null, svg("svg", { viewBox: "0 0 600 34", role: "group", preserveAspectRatio: "none", class: "whole" }, parts), legend);
  };
})();
