// The data: small scripts that are added when they are needed, as a page from the disk may not read files.
"use strict";
(function () {
  /** The most documents that are kept. */
  const KEPT = 12;
  const waiting = new Map();
  const documents = new Map();
  const texts = new Map();
  const store = {
    meta: null, schema: null,
    documents: [], rows: [],
    /** Parcels of the list, and of the words that are searched, that are there. */
    parcels: 0, searchable: 0,
  };
  savet.store = store;
  savet.meta = (value) => { store.meta = value; };
  savet.schema = (value) => { store.schema = value; };

  function load(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = path;
      script.onload = () => { script.remove(); resolve(); };
      script.onerror = () => { script.remove(); reject(new Error(path)); };
      document.head.append(script);
    });
  }

  savet.parcel = (number, [listed, rows]) => {
    const before = store.documents.length;
    for (const d of listed) {
      store.documents.push({
        id: d[0], source: d[1], title: d[2], type: d[3], date: d[4], status: d[5], error: d[6], repeats: d[7] === 1, problems: d[8], format: d[9], rows: [],
      });
    }
    const first = store.rows.length;
    rows.forEach((r, i) => {
      const document = store.documents[before + r[0]];
      const row = {
        at: first + i, document, id: document.id + "-d" + r[1], number: r[2] || "", date: r[3] || "", year: (r[3] || "").slice(0, 4), council: r[4], outcome: r[5],
        actions: r[6], acts: r[7], most: r[8], subject: r[9] || "", words: null,
      };
      // What is searched until the items' words are there.
      row.words = (row.number + "\n" + row.subject).toLowerCase();
      document.rows.push(row);
      store.rows.push(row);
    });
    waiting.set(number, first);
    store.parcels = number + 1;
  };

  savet.words = (number, list) => {
    const first = waiting.get(number);
    list.forEach((words, i) => {
      const row = store.rows[first + i];
      // Joined and not added: what is added is only put together by the first search.
      row.words = [row.words, words.toLowerCase()].join("\n");
    });
    store.searchable = number + 1;
  };

  let loading = null;
  /** Loads the list, then the words; `progress` is called after each parcel. */
  store.all = (progress) => {
    if (!loading) {
      loading = (async () => {
        for (let i = 0; i < store.meta.parcels; i++) { await load("data/i/" + i + ".js"); store.tell(); }
        for (let i = 0; i < store.meta.parcels; i++) { await load("data/s/" + i + ".js"); store.tell(); }
      })();
      loading.catch((error) => savet.fail(error));
    }
    store.tell = progress || store.tell;
    return loading;
  };
  store.tell = () => {};
  store.done = () => store.meta.parcels === store.parcels;

  savet.document = (id, value, pages, messages) => { documents.set(id, { value, pages, messages }); };
  savet.text = (id, value) => { texts.set(id, value); };

  async function kept(map, folder, id) {
    if (!savet.isDocument(id)) throw new Error(folder);
    if (!map.has(id)) await load("data/" + folder + "/" + id + ".js");
    const value = map.get(id);
    map.delete(id);
    map.set(id, value);
    for (const old of map.keys()) {
      if (map.size <= KEPT) break;
      map.delete(old);
    }
    return value;
  }
  /** A document with all its rows, and its pictures. */
  store.open = (id) => kept(documents, "d", id);
  /** A document's text as a list of letters: places count these. */
  store.text = async (id) => Array.from((await kept(texts, "t", id)) || "");

  store.council = (number) => (number === null ? "" : store.meta.councils[number]);
  store.outcome = (number) => (number === null ? "" : store.meta.outcomes[number]);
})();
