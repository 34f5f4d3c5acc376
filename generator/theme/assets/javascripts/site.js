/* What a page can do beyond being read; every page is whole without it. */
(() => {
  "use strict";

  const make = (tag, words = "", name = "") => {
    const element = document.createElement(tag);
    element.textContent = words;
    if (name) element.className = name;
    return element;
  };

  /* The table of threads: sort by a column, keep rows that hold the words. */
  const value = (row, place) => {
    const cell = row.cells[place];
    return cell.dataset.sort ?? cell.textContent.trim();
  };
  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, place) => {
      if ("unsorted" in head.dataset) return;
      const button = make("button", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => value(a, place).localeCompare(value(b, place), "en", { numeric: true }) * (up ? 1 : -1));
        table.tBodies[0].append(...rows);
      });
      head.replaceChildren(button);
    });
  };
  const filterable = (table) => {
    const label = make("label", "Filter by any word", "filter");
    const field = make("input");
    const said = make("output", "", "small");
    field.type = "search";
    const update = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      const rows = [...table.tBodies[0].rows];
      for (const row of rows) {
        const text = `${row.textContent} ${row.dataset.words ?? ""}`.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
      const left = rows.filter((row) => !row.hidden).length;
      said.textContent = words.length ? `${left} of ${rows.length} threads` : "";
    };
    field.addEventListener("input", update);
    label.append(field, said);
    table.parentElement.before(label);
  };

  /* The chapters: mark the one that is being read. */
  const chapters = () => {
    const anchors = [...document.querySelectorAll(".chapters a")];
    const sections = anchors.map((a) => document.getElementById(a.hash.slice(1))).filter(Boolean);
    if (!sections.length || !("IntersectionObserver" in window)) return;
    const seen = new IntersectionObserver(() => {
      // The last one that begins above the upper fifth of the window; above the first there is none.
      const read = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 5).pop();
      for (const a of anchors) {
        const on = Boolean(read) && a.hash === `#${read.id}`;
        a.classList.toggle("on", on);
        if (on) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current");
      }
    }, { rootMargin: "0px 0px -80% 0px" });
    sections.forEach((section) => seen.observe(section));
  };

  /* The search page: pieces of the index are fetched as words are typed. */
  const marked = (excerpt) => {
    const holder = make("p", "", "small");
    // The excerpt is HTML with <mark>; it is taken apart as text, so nothing else in it can act.
    const plain = new DOMParser().parseFromString(excerpt, "text/html").body;
    for (const node of plain.childNodes) {
      holder.append(node.nodeName === "MARK" ? make("mark", node.textContent) : node.textContent);
    }
    return holder;
  };
  const search = (form) => {
    const field = form.querySelector("input");
    const list = document.querySelector("[data-search-results]");
    const state = document.querySelector("[data-search-state]");
    const index = new URL(form.dataset.search, location.href).href;
    const run = async () => {
      const words = field.value.trim();
      list.replaceChildren();
      state.textContent = "";
      if (!words) return;
      let found;
      try {
        const pagefind = await import(index);
        found = await pagefind.debouncedSearch(words, {}, 200);
        if (!found) return; // newer words have come
        const pieces = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
        if (field.value.trim() !== words) return;
        list.replaceChildren(...pieces.map((piece) => {
          const item = make("li");
          const link = make("a", piece.meta.title || piece.url);
          const address = new URL(piece.url, location.href);
          link.href = address.origin === location.origin ? address.href : "#";
          item.append(link, marked(piece.excerpt));
          return item;
        }));
        state.textContent = found.results.length === 1 ? "1 page" : `${found.results.length} pages`;
      } catch {
        state.textContent = "The search index is not here; it is made when the whole site is built.";
      }
    };
    field.addEventListener("input", run);
    form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) { field.value = asked; run(); }
  };

  /* A link to a table, or to a finding in a fold, opens what it is in. */
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  };

  /* On paper nothing can be unfolded: what else was counted is printed too. */
  const printed = (begins) => {
    document.querySelectorAll(begins ? "details.more:not([open])" : "details.more[data-printed]").forEach((fold) => {
      fold.open = begins;
      fold.toggleAttribute("data-printed", begins);
    });
  };
  window.addEventListener("beforeprint", () => printed(true));
  window.addEventListener("afterprint", () => printed(false));

  const start = () => {
    openTarget();
    document.querySelectorAll("table[data-sortable]:not([data-ready])").forEach((table) => {
      table.dataset.ready = "";
      sortable(table);
      if ("filterable" in table.dataset) filterable(table);
    });
    chapters();
    const form = document.querySelector("form[data-search]:not([data-ready])");
    if (form) { form.dataset.ready = ""; search(form); }
  };
  window.addEventListener("hashchange", openTarget);
  if (window.document$) window.document$.subscribe(start); // also after instant navigation
  else start();
})();
