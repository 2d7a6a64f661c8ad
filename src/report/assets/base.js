// Elements, addresses, and a list of which only the rows that can be seen exist.
"use strict";
(function () {
  const SVG = "http://www.w3.org/2000/svg";

  function fill(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? "" : String(value));
    }
    // Data only ever becomes text: no string is read as markup.
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false || child === "") continue;
      node.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
    return node;
  }

  /** An element with attributes, listeners (`onclick`) and children. */
  savet.el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  /** The same for drawings. */
  savet.svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

  /** The address of a view: `#/bg/decisions?year=2024`. */
  savet.address = (view, query) => {
    const parts = Object.entries(query || {}).filter(([, v]) => v !== "" && v !== null && v !== undefined);
    const tail = parts.map(([k, v]) => k + "=" + encodeURIComponent(v)).join("&");
    return "#/" + savet.language() + "/" + view + (tail ? "?" + tail : "");
  };

  /** What an address says; nothing in it is trusted. */
  savet.parse = (hash) => {
    const [path, tail] = hash.replace(/^#\/?/, "").split("?");
    const [language, view, id] = path.split("/");
    const query = {};
    for (const part of (tail || "").split("&")) {
      const at = part.indexOf("=");
      if (at < 1) continue;
      try {
        query[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1));
      } catch {
        // Half an escape: the part says nothing.
      }
    }
    return { language, view, id, query };
  };

  /** Goes to a view; `silent` only notes it in the address. */
  savet.go = (view, query, silent) => {
    const to = savet.address(view, query);
    if (silent) history.replaceState(null, "", to);
    else location.hash = to;
  };

  /** Whether a string is the id of a document, or of a row where a letter is given. */
  savet.isDocument = (id) => /^[0-9a-f]{16}$/.test(id || "");
  savet.isRow = (id) => /^[0-9a-f]{16}-[a-z]\d{1,9}$/.test(id || "");

  /**
   * A list of any length. `draw(i)` makes a row's children, `open(i)` is called for a row that is clicked or entered. Rows have the height that
   * the style sheet gives them, and only those in sight are in the page.
   */
  savet.virtual = (label, draw, open) => {
    const space = savet.el("div", { class: "space", role: "presentation" });
    const box = savet.el("div", { class: "virtual", role: "listbox", tabindex: 0, "aria-label": label }, space);
    const prefix = "row-" + Math.random().toString(36).slice(2) + "-";
    let length = 0;
    let active = 0;
    let shown = [-1, -1];
    const height = () => parseFloat(getComputedStyle(box).getPropertyValue("--row")) || 72;

    function paint(anew) {
      const row = height();
      const first = Math.max(0, Math.floor(box.scrollTop / row) - 4);
      const last = Math.min(length, Math.ceil((box.scrollTop + box.clientHeight) / row) + 4);
      if (!anew && first === shown[0] && last === shown[1]) return;
      shown = [first, last];
      space.style.height = length * row + "px";
      const rows = [];
      for (let i = first; i < last; i++) {
        const option = savet.el("div", {
          class: "option" + (i === active ? " active" : ""), role: "option", id: prefix + i, "aria-selected": i === active ? "true" : "false",
          "aria-setsize": length, "aria-posinset": i + 1, onclick: () => { active = i; open(i); },
        }, draw(i));
        option.style.top = i * row + "px";
        rows.push(option);
      }
      space.replaceChildren(...rows);
      if (active >= first && active < last) box.setAttribute("aria-activedescendant", prefix + active);
      else box.removeAttribute("aria-activedescendant");
    }

    function move(to) {
      active = Math.max(0, Math.min(length - 1, to));
      const row = height();
      const top = active * row;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + row > box.scrollTop + box.clientHeight) box.scrollTop = top + row - box.clientHeight;
      paint(true);
    }

    box.addEventListener("scroll", () => paint(false), { passive: true });
    box.addEventListener("keydown", (event) => {
      const page = Math.max(1, Math.floor(box.clientHeight / height()) - 1);
      const steps = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: length - 1 };
      if (Object.hasOwn(steps, event.key)) move(steps[event.key]);
      else if ((event.key === "Enter" || event.key === " ") && length > 0) open(active);
      else return;
      event.preventDefault();
    });
    // A list that another has replaced shrinks to nothing, and its rows are no longer there.
    const observer = new ResizeObserver(() => (box.isConnected ? paint(true) : observer.disconnect()));
    observer.observe(box);
    return {
      node: box,
      /** Shows so many rows, from the first where `anew`. */
      show(count, anew) {
        length = count;
        if (anew) { active = 0; box.scrollTop = 0; }
        active = Math.min(active, Math.max(0, count - 1));
        paint(true);
      },
      /** Goes to a row. */
      move,
    };
  };

  /** Moves the one place in a group that the tab key reaches; arrows go through the group. */
  savet.roving = (container, selector) => {
    container.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const here = event.target.closest(selector);
      if (!step || !here) return;
      const all = [...container.querySelectorAll(selector)];
      const next = all[all.indexOf(here) + step];
      event.preventDefault();
      if (!next) return;
      here.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  };
})();
