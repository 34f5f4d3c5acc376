/* A step within the page is the browser's own: instant navigation would fetch the page anew, and lose what is folded.
   Loaded before the theme's script, as listeners of the window are called in the order of their coming. */
(() => {
  "use strict";

  const here = () => location.href.split("#")[0];
  let shown = here(); // the page that is on the screen; the address is ahead of it while the next one is fetched
  let leaving = false;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    if (link.hash && link.href.split("#")[0] === here()) {
      link.addEventListener("click", (own) => own.stopPropagation(), { once: true });
    } else {
      leaving = true;
    }
  }, true);
  window.addEventListener("popstate", (event) => {
    if (here() === shown && !leaving) event.stopImmediatePropagation();
  });
  document.addEventListener("DOMContentLoaded", () => {
    window.document$?.subscribe(() => {
      shown = here();
      leaving = false;
    });
  });
})();
