// The page of a decline: copy a letter, and never let an autosave race a form that leaves the page.
(function (doc) {
  function offerCopy(part) {
    if (!navigator.clipboard) return;
    part.querySelectorAll("[data-kr-copy][hidden]").forEach(function (button) { button.hidden = false; });
  }
  doc.addEventListener("click", function (event) {
    var button = event.target.closest("[data-kr-copy]");
    if (!button) return;
    navigator.clipboard.writeText(button.getAttribute("data-kr-copy")).then(function () {
      button.classList.add("is-copied");
      button.setAttribute("aria-pressed", "true");
    });
  });
  doc.addEventListener("DOMContentLoaded", function () { offerCopy(doc); });
  doc.addEventListener("htmx:afterSettle", function (event) { offerCopy(event.target); });

  // “Review and send” saves what was typed in the last second before it goes there.
  doc.addEventListener("click", function (event) {
    var link = event.target.closest("a.btn-primary[href*='/letters/']");
    if (!link || !window.htmx) return;
    var li = link.closest("[id^='way-']");
    var form = li && doc.getElementById("write-" + li.id.slice(4));
    var body = form && form.querySelector("textarea");
    if (!body || (body.value === body.defaultValue && !form.hasAttribute("data-kr-typed"))) return;
    event.preventDefault();
    form.addEventListener("htmx:afterRequest", function () { location.href = link.href; }, { once: true });
    window.htmx.trigger(form, "submit");
  });
  doc.addEventListener("input", function (event) {
    var form = event.target.closest("form[id^='write-']");
    if (form) form.setAttribute("data-kr-typed", "");
  });
})(document);
