// A decision: its values at one side, its paper at the other, each leading to the other.
"use strict";
(function () {
  const { el, say, store } = savet;
  const IN_DECISION = ["resolutions", "amounts", "citations", "votes", "dates", "identifiers", "parties", "references", "relations"];
  const HEADS = { resolutions: "items", votes: "roll" };
  /** Letters of the text around a decision that are shown with it, and the most of it. */
  const AROUND = 600;
  const MOST = 400000;
  let turn = 0;

  /** Draws a decision. */
  savet.decision = (main, id, query) => open(main, id, query, (value) => value.decisions.find((d) => d.decision_id === id));
  /** Draws what a document has outside of its decisions. */
  savet.whole = (main, id, query) => open(main, id, query, (value) => value);

  async function open(main, id, query, pick) {
    const mine = ++turn;
    main.replaceChildren(el("p", { class: "empty" }, say("loading")));
    const document_id = (id || "").split("-")[0];
    try {
      if (!savet.isDocument(id) && !savet.isRow(id)) throw null;
      const { value, pages, messages } = await store.open(document_id);
      const part = pick(value);
      if (!part) throw null;
      if (mine === turn) draw(main, value, part, pages, messages, query);
    } catch (error) {
      if (mine === turn) main.replaceChildren(el("p", { class: "empty", role: "alert" }, error ? say("not_loaded") + error.message : say("not_found")), el("p", null, el("a", { href: savet.address("decisions") }, say("back"))));
    }
  }

  function draw(main, document, part, pages, messages, query) {
    const isDecision = part !== document;
    const rows = rowsOf(part);
    const view = isDecision ? "decision/" + part.decision_id : "document/" + document.document_id;
    const nodes = new Map();
    let chosen = null;

    /** Marks a row and its words; `from` is where the choice was made, and the other side is brought into sight. */
    function choose(id, from) {
      if (chosen !== null) nodes.get(chosen)?.forEach((n) => mark(n, false));
      chosen = id;
      (nodes.get(id) || []).forEach((n) => mark(n, true));
      savet.go(view, { row: id, as: paper.mode() }, true);
      if (from !== "paper") paper.reveal(id);
      const fact = facts.querySelector('.fact[data-row="' + id + '"]');
      // Its receipt, which has just unfolded below it, first: if both do not fit, the value itself must be seen.
      fact?.nextSibling.scrollIntoView({ block: "nearest" });
      fact?.scrollIntoView({ block: "nearest" });
    }
    function mark(node, on) {
      node.classList.toggle("on", on);
      node.setAttribute("aria-pressed", on ? "true" : "false");
    }
    /** A thing that stands for a row: what is chosen is marked wherever it stands. */
    function register(id, node) {
      if (!nodes.has(id)) nodes.set(id, []);
      nodes.get(id).push(node);
      mark(node, id === chosen);
    }
    function forget(inside) {
      for (const [id, list] of nodes) nodes.set(id, list.filter((n) => !inside.contains(n)));
    }

    const facts = el("div", { class: "facts" });
    const head = isDecision ? decisionHead(document, part, rows, choose) : documentHead(document);
    facts.append(...head);
    let any = false;
    for (const table of IN_DECISION) {
      const own = rows.filter((r) => r.table === table);
      if (own.length === 0) continue;
      any = true;
      facts.append(el("section", null, el("h2", null, say(HEADS[table] || table), el("span", { class: "n" }, savet.number(own.length))), el("ul", { class: "rows" }, own.map((row) => {
        const node = el("button", { type: "button", class: "fact " + table, "data-row": row.id, onclick: () => choose(row.id, "facts") }, drawRow(row));
        register(row.id, node);
        return el("li", null, node, receipt(row));
      }))));
    }
    if (!any) facts.append(el("p", { class: "note" }, say("no_rows")));
    if (document.diagnostics.length > 0) {
      facts.append(el("section", null, el("h2", null, say("diagnostics")), el("ul", { class: "plain" }, document.diagnostics.map((d, i) =>
        el("li", null, el("span", { class: "tag " + d.severity }, savet.name("severity", d.severity)), " ", savet.message(d.message, messages[i]), d.page ? " (" + say("page") + " " + d.page + ")" : "")))));
    }
    const others = document.decisions.filter((d) => d !== part);
    if (others.length > 0) {
      facts.append(el("section", null, el("h2", null, isDecision ? say("also") : say("decisions")), el("ul", { class: "plain" }, others.slice(0, 200).map((d) =>
        el("li", null, el("a", { href: savet.address("decision/" + d.decision_id) }, d.number ? "№ " + d.number : say("no_number")), " ", d.subject || "")))));
    }
    const paper = paperOf(document, part, pages, rows, query.as, { choose, register, forget, chosen: () => chosen, view });
    main.replaceChildren(el("div", { class: "pair" }, facts, paper.node));
    main.classList.add("full");
    if (savet.isRow(query.row) && rows.some((r) => r.id === query.row)) choose(query.row, "address");
    const number = isDecision ? part.number : null;
    globalThis.document.title = (number ? say("decision") + " № " + number : say(isDecision ? "decision" : "document")) + " – savet";
  }

  function rowsOf(part) {
    const rows = [];
    for (const table of IN_DECISION) {
      const { columns } = store.schema[table];
      for (const values of part[table] || []) {
        const id = values[columns[0][0]];
        if (savet.isRow(id)) rows.push({ table, id, values, boxes: values.boxes || [], start: values.start, end: values.end });
      }
    }
    return rows;
  }

  function decisionHead(document, d, rows, choose) {
    const find = (table, test) => rows.find((r) => r.table === table && test(r.values));
    /** A cell that was found elsewhere too leads to the words there. */
    const cell = (label, shown, row) => shown && [el("dt", null, label), el("dd", null, row ? el("button", { type: "button", class: "cell", onclick: () => choose(row.id, "head") }, shown) : shown)];
    const byDate = (value, roles) => value && (find("dates", (v) => v.start_date === value && roles.includes(v.role)) || find("dates", (v) => v.start_date === value));
    const party = (name, role) => name && find("parties", (v) => v.name === name && v.role === role);
    const at = savet.last.rows.findIndex((r) => r.id === d.decision_id);
    const step = (to, label) => savet.last.rows[to] && at >= 0 && el("a", { class: "step", href: savet.address("decision/" + savet.last.rows[to].id) }, label);
    const outcome = d.outcome && el("span", { class: "tag " + d.outcome }, savet.name("outcome", d.outcome));
    return [
      el("p", { class: "path" }, el("a", { href: savet.address("decisions", savet.last.query) }, "← " + say("back")), el("span", { class: "steps" }, step(at - 1, "‹ " + say("previous")), step(at + 1, say("next") + " ›"))),
      el("p", { class: "council" }, d.council || document.municipality || ""),
      el("h1", null, say("decision") + " " + (d.number ? "№ " + d.number : "(" + say("no_number") + ")"), " ", outcome),
      el("p", { class: "subject" }, d.subject || (document.decisions.length === 1 ? document.title : "") || ""),
      tally(d),
      el("dl", { class: "cells" },
        cell(say("date"), savet.day(d.date), byDate(d.date, ["decision", "session"])),
        cell(say("session"), savet.name("session", d.session_kind)),
        cell(say("protocol"), d.protocol_number && d.protocol_number + (d.protocol_date ? " / " + savet.day(d.protocol_date) : ""), d.protocol_number && find("references", (v) => v.kind === "protocol" && v.number === d.protocol_number)),
        cell(say("proposal"), d.proposal_number && "№ " + d.proposal_number + (d.proposal_date ? " / " + savet.day(d.proposal_date) : ""), d.proposal_number && find("references", (v) => v.number === d.proposal_number)),
        cell(say("proposer"), d.proposer, party(d.proposer, "proposer")),
        cell(say("signatory"), d.signatory && d.signatory + (d.signatory_role ? ", " + d.signatory_role : ""), party(d.signatory, "signatory")),
        cell(say("file"), [el("a", { href: savet.address("document/" + document.document_id) }, document.source), document.pages ? " · " + document.pages + " " + say("pages") : ""])),
    ];
  }

  function documentHead(document) {
    return [
      el("p", { class: "path" }, el("a", { href: savet.address("decisions", savet.last.query) }, "← " + say("back"))),
      el("p", { class: "council" }, document.municipality || ""),
      el("h1", null, document.title || savet.name("type", document.type) || say("document")),
      el("dl", { class: "cells" }, el("dt", null, say("file")), el("dd", null, document.source), document.error && [el("dt", null, say("status_failed")), el("dd", null, savet.code(document.error))], el("dt", null, "SHA-256"), el("dd", { class: "hash" }, document.sha256 || "")),
      document.decisions.length > 0 && el("h2", { class: "rest" }, say("rest")),
    ].filter(Boolean);
  }

  function tally(d) {
    const counts = [["for", d.votes_for], ["against", d.votes_against], ["abstained", d.votes_abstained]].filter(([, n]) => n !== null);
    if (counts.length === 0) return el("span");
    const all = Math.max(1, counts.reduce((sum, [, n]) => sum + n, 0));
    let x = 0;
    const parts = counts.map(([key, n]) => {
      const part = savet.svg("rect", { class: "vote-" + key, x, y: 0, width: (100 * n) / all, height: 6 });
      x += (100 * n) / all;
      return part;
    });
    return el("div", { class: "tally" }, savet.svg("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" }, parts),
      el("p", null, el("span", { class: "hidden" }, say("votes") + ": "), counts.map(([key, n]) => el("span", { class: "vote " + key }, el("strong", null, n), " " + say("votes_" + key))), d.votes_present !== null && el("span", { class: "vote" }, el("strong", null, d.votes_present), " " + say("votes_present"))));
  }

  function drawRow({ table, values: v }) {
    const main = (...x) => el("span", { class: "value" }, x);
    const side = (...x) => x.some(Boolean) && el("span", { class: "side" }, x);
    const tag = (words, kind) => words && el("span", { class: "tag " + (kind || "") }, words);
    const period = () => savet.day(v.start_date) + (v.end_date ? " – " + savet.day(v.end_date) : "");
    switch (table) {
      case "resolutions": return [el("span", { class: "number", "data-depth": String((v.path || "").split(".").length) }, v.path), el("span", { class: "text" }, v.action !== "other" && tag(savet.name("action", v.action), "action"), " ", v.text)];
      case "amounts": return [main(savet.number(v.value, 2) + " " + (v.currency === "BGN" && savet.language() === "bg" ? "лв." : v.currency), v.per ? " " + savet.name("per", v.per) : ""), side(v.label, v.value_eur !== null && v.currency !== "EUR" && el("span", { class: "euro" }, "= " + savet.number(v.value_eur, 2) + " €"), v.vat && tag(say(v.vat)), v.words_agree === true && tag(say("agree"), "good"), v.words_agree === false && tag(say("disagree"), "error"))];
      case "citations": return [main(v.canonical || v.quote), side(!(v.canonical || "").includes(v.act || "") && v.act, tag(savet.name("role", v.role), v.role))];
      case "votes": return [main(v.councillor), side(tag(savet.name("choice", v.choice), v.choice))];
      case "dates": return [main(period()), side(tag(savet.name("role", v.role)))];
      case "identifiers": return [main(v.value), side(savet.name("kind", v.kind), v.valid === true && tag(say("valid"), "good"), v.valid === false && tag(say("invalid"), "error"))];
      case "parties": return [main(v.name), side(savet.name("kind", v.kind), v.role !== "mention" && tag(savet.name("role", v.role)))];
      case "references": return [main(savet.name("kind", v.kind) + (v.number ? " № " + v.number : ""), v.date ? " / " + savet.day(v.date) : ""), side(v.issuer)];
      default: return [main(savet.name("kind", v.kind) + " " + (v.target_number ? "№ " + v.target_number : "")), side(savet.day(v.target_date), v.target_protocol && say("protocol") + " " + v.target_protocol)];
    }
  }

  /** What stands below a chosen row: its words, its place, and every other column. */
  function receipt({ table, values }) {
    const shown = new Set(["document_id", "decision_id", "resolution_id", "start", "end", "quote", "text", "page"]);
    const columns = store.schema[table].columns.filter(([name], i) => i > 0 && !shown.has(name) && values[name] !== null && values[name] !== "");
    const title = ([name, words]) => (savet.language() === "bg" ? words : name.replaceAll("_", " "));
    return el("div", { class: "receipt" }, values.quote && el("blockquote", null, values.quote), el("p", { class: "where" }, values.page !== null && say("words_at") + " " + values.page, values.rule && " · " + say("rule") + " " + values.rule, " · " + values[store.schema[table].columns[0][0]]),
      el("dl", null, columns.map((c) => [el("dt", { title: savet.language() === "en" && c[2] }, title(c)), el("dd", null, spoken(c[0], values[c[0]]))])));
  }

  /** A value as people say it. */
  function spoken(column, value) {
    if (typeof value === "boolean") return say(value ? "yes" : "no");
    if (["role", "kind", "choice", "action", "vat", "per", "precision"].includes(column)) return savet.name(column, value);
    return String(value);
  }

  /** The paper: pictures with boxes, or the text with marks. */
  function paperOf(document, part, pages, rows, as, { choose, register, forget, chosen }) {
    const numbers = [...new Set(rows.flatMap((r) => r.boxes.map((b) => b[0])))].filter((n) => Object.hasOwn(pages.pictures, n)).sort((a, b) => a - b);
    let mode = numbers.length === 0 || as === "text" ? "text" : "";
    const body = el("div", { class: "sheets", tabindex: -1 });
    const choice = (name, words) => el("button", { type: "button", class: "mode", "aria-pressed": "false", onclick: () => set(name) }, words);
    const buttons = [choice("", say("as_picture")), choice("text", say("as_text"))];
    const node = el("section", { class: "paper", "aria-label": say("paper") }, el("div", { class: "bar" }, el("span", { class: "hint" }, say("read_hint")), numbers.length > 0 && buttons), why(), body);
    savet.roving(body, ".box, .mark");
    let ready = Promise.resolve();
    set(mode);

    function why() {
      if (numbers.length > 0 && !pages.missing) return null;
      const reasons = { source_missing: "missing_source", source_changed: "missing_changed", text_differs: "missing_differs", picture_unread: "missing_unread" };
      const hasBoxes = rows.some((r) => r.boxes.length > 0);
      const key = pages.missing ? reasons[pages.missing] || "missing_other" : hasBoxes ? "no_pictures" : document.format === "pdf" ? null : "no_paper";
      return key && el("p", { class: "why", role: "note" }, say(key));
    }

    function set(name) {
      mode = name;
      buttons[0].setAttribute("aria-pressed", String(name === ""));
      buttons[1].setAttribute("aria-pressed", String(name === "text"));
      forget(body);
      body.replaceChildren();
      ready = name === "text" ? texts() : pictures();
      if (chosen()) reveal(chosen());
    }

    function pictures() {
      body.classList.remove("text");
      const loads = numbers.map((number) => new Promise((resolve) => {
        const layer = el("div", { class: "layer" });
        const words = say("page_label") + " " + number;
        const img = el("img", { alt: words, decoding: "async" });
        const sheet = el("figure", { class: "sheet", "data-page": number }, el("div", { class: "leaf" }, img, layer), el("figcaption", null, words));
        img.addEventListener("load", () => { boxes(layer, number, img); resolve(); }, { once: true });
        img.addEventListener("error", () => { sheet.append(el("p", { class: "why" }, say("not_loaded") + pages.pictures[number])); resolve(); }, { once: true });
        img.src = pages.pictures[number];
        body.append(sheet);
      }));
      return Promise.all(loads);
    }

    function boxes(layer, number, img) {
      const points = 72 / pages.dpi;
      const [width, height] = [img.naturalWidth * points, img.naturalHeight * points];
      const all = rows.flatMap((row) => row.boxes.filter((b) => b[0] === number).map((b, i) => ({ row, b, i })));
      // The tab key and arrows go in reading order; of boxes that lie over each other the smaller is above.
      all.sort((a, b) => a.row.start - b.row.start || a.b[2] - b.b[2]);
      const sizes = all.map((x) => (x.b[3] - x.b[1]) * (x.b[4] - x.b[2])).sort((a, b) => b - a);
      let tab = 0;
      layer.append(...all.map(({ row, b, i }) => {
        const long = row.table === "resolutions";
        const box = el("button", { type: "button", class: "box " + row.table, "data-row": row.id, tabindex: i === 0 && !tab++ ? 0 : -1, "aria-label": label(row), title: label(row), onclick: () => choose(row.id, "paper") });
        box.style.left = (100 * b[1]) / width + "%";
        box.style.top = (100 * b[2]) / height + "%";
        box.style.width = (100 * (b[3] - b[1])) / width + "%";
        box.style.height = (100 * (b[4] - b[2])) / height + "%";
        box.style.zIndex = long ? "1" : String(2 + sizes.indexOf((b[3] - b[1]) * (b[4] - b[2])));
        register(row.id, box);
        return box;
      }));
    }

    async function texts() {
      body.classList.add("text");
      body.append(el("p", { class: "note" }, say("loading")));
      let letters;
      try {
        letters = await store.text(document.document_id);
      } catch (error) {
        body.replaceChildren(el("p", { class: "why" }, say("not_loaded") + error.message));
        return;
      }
      if (mode !== "text") return;
      const placed = rows.filter((r) => Number.isInteger(r.start) && Number.isInteger(r.end) && r.start < r.end);
      const low = Math.min(...placed.map((r) => r.start), part.start ?? 0);
      const high = Math.max(...placed.map((r) => r.end), part.end ?? letters.length);
      const [from, to] = [Math.max(0, low - AROUND), Math.min(letters.length, high + AROUND, low + MOST)];
      const cuts = new Set([from, to]);
      placed.forEach((r) => { if (r.start >= from && r.end <= to) { cuts.add(r.start); cuts.add(r.end); } });
      const places = [...cuts].sort((a, b) => a - b);
      const begins = placed.slice().sort((a, b) => a.start - b.start);
      let open = [];
      let next = 0;
      let tab = 0;
      const out = [from > 0 ? "… " : ""];
      for (let i = 0; i + 1 < places.length; i++) {
        const [start, end] = [places[i], places[i + 1]];
        while (next < begins.length && begins[next].start <= start) open.push(begins[next++]);
        open = open.filter((r) => r.end > start);
        const words = letters.slice(start, end).join("").replaceAll("\f", "\n— — —\n");
        if (open.length === 0) { out.push(words); continue; }
        // Of rows that stand in each other the shortest is meant; the others are marked with it when they are chosen.
        const row = open.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
        const first = row.start === start;
        const mark = el("span", { class: "mark " + row.table, role: "button", "data-row": row.id, tabindex: first && !tab++ ? 0 : -1, title: label(row), onclick: () => choose(row.id, "paper"), onkeydown: (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); choose(row.id, "paper"); } } }, words);
        open.forEach((r) => register(r.id, mark));
        out.push(mark);
      }
      if (to < letters.length) out.push(" …");
      body.replaceChildren(el("pre", null, out));
    }

    function label(row) {
      const kind = say(HEADS[row.table] || row.table);
      const words = String(row.values.quote || row.values.text || "");
      return kind + ": " + (words.length > 80 ? words.slice(0, 80) + "…" : words);
    }

    /** Brings the words of a row into sight. */
    async function reveal(id) {
      await ready;
      if (chosen() !== id) return;
      const first = body.querySelector(".box.on, .mark.on");
      if (!first) return;
      const [outer, inner] = [body.getBoundingClientRect(), first.getBoundingClientRect()];
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const left = body.scrollLeft + inner.left - outer.left - body.clientWidth * 0.3;
      body.scrollTo({ left, top: body.scrollTop + inner.top - outer.top - Math.max(40, body.clientHeight * 0.35), behavior: calm ? "auto" : "smooth" });
    }

    return { node, reveal, mode: () => mode };
  }
})();
