/* The reader: fold a branch, jump from mark to mark, see the thread as it stood. The page is whole without it. */
(() => {
  "use strict";

  const make = (tag, words = "", name = "") => {
    const element = document.createElement(tag);
    element.textContent = words;
    if (name) element.className = name;
    if (tag === "button") element.type = "button";
    return element;
  };
  const depthOf = (post) => Number(post.dataset.depth);
  const below = (post) => {
    const found = [];
    for (let next = post.nextElementSibling; next && depthOf(next) > depthOf(post); next = next.nextElementSibling) {
      found.push(next);
    }
    return found;
  };

  const isFolded = (post) => post.querySelector(".fold")?.getAttribute("aria-expanded") === "false";
  const show = (post, folded) => {
    const button = post.querySelector(".fold");
    let hideBelow = Infinity; // a branch folded inside an opened one stays folded
    for (const reply of below(post)) {
      const depth = depthOf(reply);
      if (depth <= hideBelow) hideBelow = Infinity;
      reply.hidden = folded || depth > hideBelow;
      if (depth < hideBelow && isFolded(reply)) hideBelow = depth;
    }
    button.setAttribute("aria-expanded", String(!folded));
    button.textContent = folded ? `show ${below(post).length} below` : "fold";
  };
  const open = (target) => {
    let depth = depthOf(target);
    for (let post = target.previousElementSibling; post && depth > 0; post = post.previousElementSibling) {
      if (!post.matches(".post") || depthOf(post) >= depth) continue;
      depth = depthOf(post);
      if (isFolded(post)) show(post, false);
    }
  };
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.matches(".post") || !(target.hidden || target.classList.contains("later"))) return;
    open(target);
    const range = document.querySelector("[data-reader] .stood input");
    if (range && target.classList.contains("later")) {
      range.value = range.max;
      range.dispatchEvent(new Event("input"));
    }
    target.scrollIntoView();
  };

  const foldable = (page, tools) => {
    const posts = [...page.querySelectorAll(".post[data-replies]")];
    for (const post of posts) {
      const button = make("button", "fold", "fold");
      button.setAttribute("aria-expanded", "true");
      button.setAttribute("aria-label", `Fold the replies to ${post.querySelector(".head b").textContent}`);
      button.addEventListener("click", () => show(post, !isFolded(post)));
      post.querySelector(".head").append(button);
    }
    const branches = posts.filter((post) => depthOf(post) === 1);
    if (!branches.length) return;
    const all = make("button", "Fold all branches", "fold");
    all.addEventListener("click", () => {
      const fold = !branches.every(isFolded);
      for (const post of branches) show(post, fold);
      all.textContent = fold ? "Open all branches" : "Fold all branches";
    });
    tools.append(all);
  };

  /* A jump leads to the first of its posts; each further click to the next one. */
  const jumps = (page) => {
    for (const link of page.querySelectorAll("a[data-jump]")) {
      const posts = [...page.querySelectorAll(".post[data-marks]")].filter((post) =>
        post.dataset.marks.split(" ").includes(link.dataset.jump));
      if (posts.length < 2) continue; // the address in the page does it
      let place = 0;
      link.addEventListener("click", () => {
        link.querySelector("span").textContent = ` ${place + 1}/${posts.length}`;
        place = (place + 1) % posts.length;
        // The click itself leads to where the link points now; the next one shall lead on.
        setTimeout(() => { link.href = `#${posts[place].id}`; });
      });
    }
  };

  const stood = (page, tools) => {
    const timed = [...page.querySelectorAll(".post")].map((post) => ({ post, time: post.querySelector("time") }));
    const known = timed.filter(({ time }) => time);
    const moments = [...new Set(known.map(({ time }) => time.dateTime))].sort();
    if (moments.length < 3) return;
    const label = make("label", "As it stood at ", "stood");
    const said = make("output");
    const range = make("input");
    Object.assign(range, { type: "range", min: 0, max: moments.length - 1, value: moments.length - 1, step: 1 });
    const clock = new Map(known.map(({ time }) => [time.dateTime, time.textContent]));
    const update = () => {
      const at = moments[Number(range.value)];
      let count = 0;
      for (const { post, time } of timed) {
        const later = Boolean(time) && time.dateTime > at;
        post.classList.toggle("later", later);
        if (!later) count += 1;
      }
      said.textContent = `${clock.get(at)}, ${count} of ${timed.length} posts`;
      range.setAttribute("aria-valuetext", said.textContent);
    };
    range.addEventListener("input", update);
    update();
    label.append(range, said);
    tools.append(label);
  };

  const start = () => {
    const page = document.querySelector("[data-reader]:not([data-ready])");
    if (page) {
      page.dataset.ready = "";
      const tools = page.querySelector("[data-reader-tools]");
      jumps(page);
      foldable(page, tools);
      stood(page, tools);
    }
    openTarget();
  };
  window.addEventListener("hashchange", openTarget);
  if (window.document$) window.document$.subscribe(start); // also after instant navigation
  else start();
})();
