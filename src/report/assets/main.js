// The frame: header, addresses, keys.
"use strict";
(function () {
  const { el, say } = savet;
  const main = document.getElementById("main");
  let shown = "";

  function header(view) {
    const link = (name) => el("a", { href: savet.address(name), "aria-current": view === name ? "page" : null }, say(name));
    const other = savet.language() === "bg" ? "en" : "bg";
    // The address changes while a view is used, so it is read when the link is followed.
    const to = () => "#/" + other + location.hash.replace(/^#\/?[a-z]*/, "");
    document.getElementById("skip").textContent = say("skip");
    document.getElementById("top").replaceChildren(el("a", { class: "brand", href: savet.address("overview") }, "savet"),
      el("nav", { "aria-label": say("menu") }, link("overview"), link("decisions"), link("problems")),
      el("a", { class: "language", href: to(), onclick: (event) => { event.preventDefault(); location.hash = to(); }, lang: other, "aria-label": say("language_label") }, el("span", { class: "long" }, say("language")), el("span", { class: "short", "aria-hidden": "true" }, say("language_short"))));
  }

  /** Says that a part of the report is not there. */
  savet.fail = (error) => {
    main.prepend(el("p", { class: "broken", role: "alert" }, say("not_loaded") + error.message));
  };

  function show() {
    if (location.hash === "#main") return;
    const { language, view, id, query } = savet.parse(location.hash);
    savet.setLanguage(language === "en" || language === "bg" ? language : savet.language());
    const name = ["overview", "decisions", "problems", "decision", "document"].includes(view) ? view : "overview";
    const before = shown;
    shown = name + "/" + (id || "");
    header(name);
    main.className = name;
    document.title = say(name) + " – savet";
    if (name === "overview") savet.overview(main);
    if (name === "decisions") savet.list(main, query);
    if (name === "problems") savet.problems(main, query);
    if (name === "decision") savet.decision(main, id, query);
    if (name === "document") savet.whole(main, id, query);
    if (before && before !== shown) {
      scrollTo(0, 0);
      // The list takes the keys at once, other views are read from their beginning.
      (main.querySelector(".virtual") || main).focus({ preventScroll: true });
    }
  }

  document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
  addEventListener("hashchange", show);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      const search = document.getElementById("search");
      if (search) { search.focus(); search.select(); return; }
      savet.go("decisions", savet.last.query);
      addEventListener("hashchange", () => document.getElementById("search")?.focus(), { once: true });
    }
    if (event.key === "Escape") {
      const { view } = savet.parse(location.hash);
      if (typing) { (main.querySelector(".virtual") || main).focus(); return; }
      if (view === "decision" || view === "document") savet.go("decisions", savet.last.query);
    }
  });
  if (savet.store.meta && savet.store.schema) {
    savet.setLanguage(document.documentElement.lang);
    show();
  } else {
    savet.fail(new Error("data/meta.js"));
  }
})();
