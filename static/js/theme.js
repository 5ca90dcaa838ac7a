// The theme switch. Runs in the head, so that the page never flashes the wrong paper.
(function (root) {
  var saved = null;
  try { saved = localStorage.getItem("kr-theme"); } catch (e) { /* private windows may refuse */ }
  var system = matchMedia("(prefers-color-scheme: dark)");
  function show() { root.setAttribute("data-bs-theme", saved || (system.matches ? "dark" : "light")); }
  show();
  system.addEventListener("change", show);
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-kr-theme]")) return;
    saved = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    show();
    try { localStorage.setItem("kr-theme", saved); } catch (e) { /* then for this page alone */ }
  });
})(document.documentElement);
