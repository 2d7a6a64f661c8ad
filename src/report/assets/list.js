// The list of decisions with search and filters, and the list of places to check.
"use strict";
(function () {
  const { el, say, store } = savet;
  const EMPTY = "-";
  /** How long the address waits for the next key: browsers do not like it to change at each. */
  const PAUSE = 200;
  /** The last list that was shown: a decision's page goes to its neighbours, and back. */
  const last = { query: {}, rows: [], at: 0 };
  savet.last = last;

  const newest = (a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.at - b.at);
  const least = -1e15;
  const orders = {
    "": newest,
    old: (a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.at - b.at),
    sum: (a, b) => (b.most ?? least) - (a.most ?? least) || newest(a, b),
  };
  /** All rows in an order that was asked for: sorted once, not at each key. */
  const sorted = { order: null, rows: [] };
  /** The rows that the last search looked through and gave: a longer word is looked for in these alone. */
  const before = { query: null, rest: "", parcels: 0, rows: [] };

  function inOrder(name) {
    const order = Object.hasOwn(orders, name || "") ? name || "" : "";
    if (sorted.order !== order || sorted.rows.length !== store.rows.length) {
      sorted.order = order;
      sorted.rows = store.rows.slice().sort(orders[order]);
    }
    return sorted.rows;
  }

  /** The rows that fit. */
  function find(query) {
    const words = (query.q || "").toLowerCase().split(/\s+/).filter(Boolean);
    const meta = store.meta;
    // What the dataset does not have fits nothing.
    const number = (list, name) => (name === EMPTY ? EMPTY : name ? list.indexOf(name) : null);
    const council = number(meta.councils, query.council);
    const outcome = number(meta.outcomes, query.outcome);
    const action = number(meta.actions, query.action);
    const act = number(meta.acts, query.act);
    const sum = query.least ? Math.round(parseFloat(query.least) * 100) : null;
    const fits = (wanted, value) => wanted === null || (wanted === EMPTY ? value === null : value === wanted);
    const rest = JSON.stringify({ ...query, q: "" });
    const parcels = store.parcels + store.searchable;
    const longer = before.query !== null && before.parcels === parcels && before.rest === rest && (query.q || "").startsWith(before.query);
    const out = [];
    for (const row of longer ? before.rows : inOrder(query.sort)) {
      if (query.year && row.year !== (query.year === EMPTY ? "" : query.year)) continue;
      if (!fits(council, row.council) || !fits(outcome, row.outcome)) continue;
      if (action !== null && !row.actions.includes(action)) continue;
      if (act !== null && !row.acts.includes(act)) continue;
      if (sum !== null && !(row.most !== null && row.most >= sum)) continue;
      if (words.length > 0 && !words.every((w) => row.words.includes(w))) continue;
      out.push(row);
    }
    Object.assign(before, { query: query.q || "", rest, parcels, rows: out });
    return out;
  }

  /** Draws the list. */
  savet.list = (main, query) => {
    last.query = { ...query };
    const count = el("p", { class: "count", role: "status", "aria-live": "polite" });
    const empty = el("p", { class: "empty" });
    const list = savet.virtual(say("list_label"), (i) => line(last.rows[i]), (i) => {
      last.at = i;
      savet.go("decision/" + last.rows[i].id);
    });
    function refresh(anew) {
      last.rows = find(last.query);
      const whole = store.done() && store.searchable === store.meta.parcels;
      count.replaceChildren(el("strong", null, savet.number(last.rows.length)), " " + say("found") + " " + say("of") + " " + savet.number(store.rows.length), whole ? "" : " · " + say("loading"));
      empty.textContent = last.rows.length === 0 && whole ? say("nothing") : "";
      list.show(last.rows.length, anew);
    }
    let noting = 0;
    const changed = () => {
      refresh(true);
      clearTimeout(noting);
      noting = setTimeout(() => { if (list.node.isConnected) savet.go("decisions", last.query, true); }, PAUSE);
    };
    const panel = filters(changed);
    const details = el("details", { class: "filters", open: innerWidth > 760 || Object.keys(query).some((k) => k !== "q") }, el("summary", null, say("filters")), panel);
    const search = el("input", {
      type: "search", id: "search", value: last.query.q || "", placeholder: say("search_hint"), "aria-label": say("search"), autocomplete: "off", spellcheck: "false",
      oninput: (event) => { last.query.q = event.target.value; changed(); },
      onkeydown: (event) => { if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); list.node.focus(); } },
    });
    const clear = el("button", { type: "button", class: "quiet", onclick: () => { last.query = {}; savet.go("decisions", {}, true); savet.list(main, {}); document.getElementById("search").focus(); } }, say("clear"));
    main.replaceChildren(el("h1", { class: "hidden" }, say("decisions")), el("div", { class: "searching" },
      el("div", { class: "search" }, el("label", { for: "search" }, say("search")), search), clear), details, count, empty, list.node);
    main.classList.add("full");
    const at = last.at;
    refresh(true);
    if (at > 0 && at < last.rows.length) list.move(at);
    last.at = 0;
    store.all(() => { if (list.node.isConnected) refresh(false); });
  };

  function filters(changed) {
    const meta = store.meta;
    const choose = (key, label, options) => {
      const id = "filter-" + key;
      const list = options();
      const wanted = last.query[key] || "";
      if (wanted && !list.some(([v]) => v === wanted)) list.push([wanted, wanted]);
      const select = el("select", { id, onchange: (event) => { last.query[key] = event.target.value; changed(); } },
        el("option", { value: "" }, say("any")), list.map(([v, words]) => el("option", { value: v }, words)));
      select.value = wanted;
      return el("div", { class: "field" }, el("label", { for: id }, label), select);
    };
    const named = (list) => (names) => names.map((n) => [n, savet.name(list, n)]).sort((a, b) => a[1].localeCompare(b[1], "bg"));
    const fields = [
      choose("council", say("council"), () => meta.councils.map((c) => [c, c]).sort((a, b) => a[0].localeCompare(b[0], "bg"))),
      choose("year", say("year"), () => meta.years.map(([y]) => [y || EMPTY, y || say("no_year")]).reverse()),
      choose("outcome", say("outcome"), () => [...named("outcome")(meta.outcomes), [EMPTY, say("no_value")]]),
      choose("action", say("action"), () => named("action")(meta.actions)),
      choose("act", say("act"), () => meta.acts.map((a) => [a, a]).sort((a, b) => a[0].localeCompare(b[0], "bg"))),
    ];
    const sum = el("input", { id: "filter-least", type: "number", min: 0, step: "any", inputmode: "decimal", value: last.query.least || "", oninput: (event) => { last.query.least = event.target.value; changed(); } });
    const sorts = choose("sort", say("sort"), () => [["old", say("sort_old")], ["sum", say("sort_sum")]]);
    sorts.querySelector("option").textContent = say("sort_date");
    const node = el("div", { class: "fields" }, fields, el("div", { class: "field" }, el("label", { for: "filter-least" }, say("least")), sum), sorts);
    return node;
  }

  function line(row) {
    const outcome = store.outcome(row.outcome);
    return [
      el("div", { class: "first" },
        el("span", { class: "no" }, row.number ? "№ " + row.number : say("no_number")), el("span", { class: "when" }, savet.day(row.date)),
        el("span", { class: "who" }, store.council(row.council)),
        row.document.repeats && el("span", { class: "tag" }, say("repeat")),
        outcome && outcome !== "adopted" && el("span", { class: "tag " + outcome }, savet.name("outcome", outcome)),
        row.most !== null && el("span", { class: "sum" }, savet.euros(row.most))),
      el("div", { class: "about" + (row.subject ? "" : " none") }, row.subject || row.actions.map((a) => savet.name("action", store.meta.actions[a])).join(", ") || say("no_subject")),
    ];
  }

  /** Draws the places to check. */
  savet.problems = (main, query) => {
    let rows = [];
    const meta = store.meta;
    const gather = () => {
      rows = [];
      for (const d of store.documents) {
        if (d.error && (!query.code || query.code === "failed" || query.code === d.error)) rows.push({ d, severity: "error", code: d.error, page: null, message: say("status_failed") });
        for (const [severity, code, page, message, bulgarian] of d.problems) {
          const name = meta.codes[code];
          if (query.code && query.code !== name) continue;
          rows.push({ d, severity: meta.severities[severity], code: name, page, message: savet.message(message, bulgarian) });
        }
      }
    };
    const count = el("p", { class: "count", role: "status", "aria-live": "polite" });
    const list = savet.virtual(say("list_problems"), (i) => {
      const r = rows[i];
      return [
        el("div", { class: "first" }, el("span", { class: "tag " + r.severity }, savet.name("severity", r.severity)), el("span", { class: "no" }, savet.code(r.code)),
          r.page !== null && el("span", { class: "when" }, say("page") + " " + r.page), el("span", { class: "who" }, r.d.source)),
        el("div", { class: "about" }, r.message || ""),
      ];
    }, (i) => savet.go("document/" + rows[i].d.id));
    const select = el("select", { id: "filter-code", onchange: (e) => savet.go("problems", { code: e.target.value }) }, el("option", { value: "" }, say("any")));
    const codes = [...new Set([...meta.problems.map((p) => p[1]), "failed"])].sort();
    select.append(...codes.map((c) => el("option", { value: c }, c === "failed" ? say("failed_n") : savet.code(c))));
    select.value = query.code || "";
    const refresh = (anew) => {
      gather();
      count.replaceChildren(el("strong", null, savet.number(rows.length)), " " + say("problems_n"), store.done() ? "" : " · " + say("loading"));
      list.show(rows.length, anew);
    };
    main.replaceChildren(el("h1", null, say("problems")), el("div", { class: "field" }, el("label", { for: "filter-code" }, say("code")), select), count, list.node);
    main.classList.add("full");
    refresh(true);
    store.all(() => { if (list.node.isConnected) refresh(false); });
  };
})();
