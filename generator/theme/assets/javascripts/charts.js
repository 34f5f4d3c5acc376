/* The live charts: each takes the place of its static picture when it comes into view, and only if all went well. */
(function () {
  "use strict";

  const seen = new WeakSet();
  const begun = new WeakSet();
  const live = new Map(); // figure -> {result, host, still}
  const fetched = new Map(); // address -> promise of JSON
  let bundle = null;

  const loader = {
    // Spec and data are handed over; a chart itself may fetch nothing.
    load: () => Promise.reject(new Error("A chart may fetch nothing.")),
    sanitize: () => Promise.reject(new Error("A chart may link to nothing.")),
    http: () => Promise.reject(new Error("A chart may fetch nothing.")),
    file: () => Promise.reject(new Error("A chart may fetch nothing.")),
  };

  function vegaEmbed(address) {
    bundle = bundle || import(address).then(() => window.vegaEmbed);
    bundle.catch(() => { bundle = null; });
    return bundle;
  }

  function json(address) {
    if (!fetched.has(address)) {
      const answer = fetch(address, { credentials: "same-origin" }).then((response) => {
        if (!response.ok) throw new Error(`${address}: ${response.status}`);
        return response.json();
      });
      answer.catch(() => fetched.delete(address));
      fetched.set(address, answer);
    }
    return fetched.get(address);
  }

  /* Our own tooltip: text only, and no style element that the page's policy would refuse. */
  let box = null;
  function tooltip(_handler, event, _item, value) {
    if (value === null || value === undefined || value === "") {
      if (box) box.hidden = true;
      return;
    }
    if (!box || !box.isConnected) {
      box = document.createElement("div");
      box.className = "chart-tooltip";
      box.setAttribute("role", "tooltip");
      Object.assign(box.style, { position: "fixed", zIndex: 1000, pointerEvents: "none" });
      document.body.append(box);
    }
    const rows = typeof value === "object" ? Object.entries(value) : [["", value]];
    box.replaceChildren(...rows.map(([name, text]) => {
      const row = document.createElement("div");
      const term = document.createElement("span");
      term.className = "chart-tooltip__name";
      term.textContent = name ? `${name} ` : "";
      const words = document.createElement("b");
      words.textContent = String(text);
      row.append(term, words);
      return row;
    }));
    box.hidden = false;
    const { width, height } = box.getBoundingClientRect();
    const left = Math.min(event.clientX + 14, document.documentElement.clientWidth - width - 8);
    const top = event.clientY + 14 + height > window.innerHeight ? event.clientY - height - 10 : event.clientY + 14;
    box.style.left = `${Math.max(8, left)}px`;
    box.style.top = `${Math.max(8, top)}px`;
  }

  /* Drawn at the size the still picture has on the page, so that nothing moves and the pointer hits what it sees. */
  function fit(spec, still) {
    const shown = still.getBoundingClientRect();
    const own = (still.getAttribute("viewBox") || "").split(/[\s,]+/).map(Number);
    if (!(shown.width > 0) || own.length !== 4 || typeof spec.width !== "number") return;
    const beside = own[2] - spec.width;
    // On a phone the still picture is wider than its frame and scrolls; the live one fits.
    const room = Math.min(shown.width, still.parentElement.clientWidth || shown.width);
    spec.width = Math.max(160, Math.floor(room - beside));
    if (typeof spec.height === "number") spec.height = Math.max(80, Math.floor(shown.height - (own[3] - spec.height)));
  }

  async function draw(figure) {
    const still = figure.querySelector("svg");
    // A page may be watched twice, at load and by instant navigation; it is drawn once.
    if (!still || begun.has(figure)) return;
    begun.add(figure);
    const address = (name) => new URL(figure.getAttribute(name), document.baseURI).href;
    const host = document.createElement("div");
    let result = null;
    try {
      const [embed, plain, rows] = await Promise.all([
        vegaEmbed(address("data-bundle")), json(address("data-spec")), json(address("data-table")),
      ]);
      const spec = structuredClone(plain);
      const source = spec.data.find((item) => item.name === "table");
      source.values = structuredClone(rows);
      fit(spec, still);
      host.className = "chart-live";
      result = await embed(host, spec, {
        mode: "vega", ast: true, actions: false, renderer: "svg", defaultStyle: false, loader, tooltip,
        logLevel: 1, // errors only: a layer with nothing in it, as in a thread without repairs, is no fault
      });
      if (!figure.isConnected || !host.querySelector("svg")) throw new Error("The page was left.");
      const picture = host.querySelector("svg");
      // One picture with one text: its parts say nothing of their own to a screen reader.
      for (const part of picture.children) part.setAttribute("aria-hidden", "true");
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", still.getAttribute("aria-label") || "");
      still.before(host);
      still.style.display = "none";
      live.set(figure, { result, host, still });
      figure.setAttribute("data-live", "");
    } catch (error) {
      if (result) result.finalize();
      host.remove();
      still.style.display = "";
      still.parentElement?.classList.add("still");
      console.info("The chart stays a picture:", error.message);
    }
  }

  const observer = "IntersectionObserver" in window
    ? new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        observer.unobserve(entry.target);
        draw(entry.target);
      }
    }, { rootMargin: "100px" })
    : null;

  function leave() {
    for (const [figure, { result }] of live) {
      if (figure.isConnected) continue;
      result.finalize();
      live.delete(figure);
    }
    if (box) box.hidden = true;
  }

  function start() {
    leave();
    fetched.clear();
    for (const figure of document.querySelectorAll("figure[data-chart][data-spec][data-table][data-bundle]")) {
      if (seen.has(figure) || !observer) continue;
      seen.add(figure);
      observer.observe(figure);
    }
  }

  function printed(printing) {
    for (const { host, still } of live.values()) {
      host.style.display = printing ? "none" : "";
      still.style.display = printing ? "" : "none";
    }
  }

  window.addEventListener("beforeprint", () => printed(true));
  window.addEventListener("afterprint", () => printed(false));
  window.addEventListener("pagehide", (event) => {
    if (event.persisted) return; // comes back as it was
    for (const { result } of live.values()) result.finalize();
    live.clear();
  });
  if (window.document$ && typeof window.document$.subscribe === "function") window.document$.subscribe(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
