// The first view: how much there is, when, of whom, and what a person should look at.
"use strict";
(function () {
  const { el, say } = savet;
  /** Names of a chart; the others are one. */
  const MOST = 12;

  /** Draws the view. */
  savet.overview = (main) => {
    const meta = savet.store.meta;
    const [decisions, sums, cents] = meta.all;
    const problems = meta.problems.reduce((all, [, , n]) => all + n, 0);
    const failed = meta.statuses.failed || 0;
    const to = (query) => savet.address("decisions", query);
    const years = meta.years.filter(([, tally]) => tally[0] > 0);
    const year = (value) => ([y, t]) => ({
      label: y || say("no_year"), below: y || "?", value: t[value], href: to({ year: y || "-" }),
      shown: value === 2 ? savet.euros(t[2]) : savet.number(t[0]), brief: value === 2 ? savet.brief(t[2] / 100) : savet.brief(t[0]),
    });
    const outcomes = meta.of_outcomes.slice().sort((a, b) => b[1] - a[1]).map(([o, n]) => ({
      label: o === null ? say("no_value") : savet.name("outcome", meta.outcomes[o]), value: n, shown: savet.number(n),
      href: to({ outcome: o === null ? "-" : meta.outcomes[o] }),
    }));
    const codes = meta.problems.slice().sort((a, b) => b[2] - a[2]).slice(0, MOST).map(([severity, code, n]) => ({
      label: savet.code(code), value: n, shown: savet.number(n) + " · " + savet.name("severity", severity), href: savet.address("problems", { code }),
    }));
    main.replaceChildren(
      el("h1", null, say("title")), el("p", { class: "lead" }, say("subtitle")),
      el("ul", { class: "counts" },
        count(decisions, say("decisions_n"), to({})), count(meta.documents, say("documents")), count(sums, say("sums_n"), to({ sort: "sum" })),
        el("li", null, el("strong", null, savet.euros(cents)), el("span", null, say("sums_total"))),
        count(problems, say("problems_n"), savet.address("problems")), failed > 0 && count(failed, say("failed_n"), savet.address("problems", { code: "failed" }))),
      el("div", { class: "cards" },
        savet.chart(say("by_year"), years.map(year(0)), savet.columns), savet.chart(say("sums_by_year"), years.map(year(2)), savet.columns),
        savet.chart(say("by_outcome"), outcomes, savet.shares, true),
        savet.chart(say("by_council"), councils(meta, 0), savet.bars), savet.chart(say("sums_by_council"), councils(meta, 2), savet.bars),
        codes.length > 0 && savet.chart(say("by_problem"), codes, savet.bars, true)),
      el("p", { class: "note" }, say("sums_note"), meta.repeats > 0 && [" ", say("repeats_note"), savet.number(meta.repeats), "."]),
      el("p", { class: "note" }, say("keys")), el("p", { class: "note" }, say("made")));
  };

  function count(value, words, href) {
    const inner = [el("strong", null, savet.number(value)), el("span", null, words)];
    return el("li", null, href ? el("a", { href }, inner) : inner);
  }

  function councils(meta, value) {
    const sorted = meta.of_councils.filter(([, t]) => t[value] > 0).sort((a, b) => b[1][value] - a[1][value]);
    const shown = (n) => (value === 2 ? savet.euros(n) : savet.number(n));
    const rows = sorted.slice(0, MOST).map(([c, t]) => ({
      label: meta.councils[c], value: t[value], shown: shown(t[value]), href: savet.address("decisions", { council: meta.councils[c], sort: value === 2 ? "sum" : "" }),
    }));
    const rest = sorted.slice(MOST).reduce((all, [, t]) => all + t[value], 0);
    if (rest > 0) rows.push({ label: say("others") + " (" + (sorted.length - MOST) + ")", value: 0, shown: shown(rest), href: null });
    return rows;
  }
})();
