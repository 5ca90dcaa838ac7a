// Pleasantries for every page. Each of them may be missing: links and forms work without.
(function (doc) {
  // The time zone, for the first page that asks; the person can correct it in the settings.
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) doc.cookie = "kr_zone=" + zone + "; path=/; max-age=31536000; SameSite=Lax";

  // What was swapped in says where to go on: a field to correct, or what it marks itself.
  // If the swap took the focused element away, its place takes the focus, so that nobody falls to the top.
  function focusIn(part) {
    var first = part.querySelector("[autofocus], [data-kr-focus], .is-invalid");
    if (first) { first.focus(); return; }
    if (doc.activeElement && doc.activeElement !== doc.body) return;
    if (!part.hasAttribute("tabindex")) part.setAttribute("tabindex", "-1");
    part.focus({ preventScroll: true });
  }
  // What renews itself (data-kr-still) neither takes the focus nor complains when the line is cut.
  doc.addEventListener("htmx:afterSettle", function (event) {
    var part = event.target;
    if (part.nodeType === 1 && part.isConnected && !part.closest("#kr-toasts, [data-kr-still]")) focusIn(part);
    grow(part);
  });
  doc.addEventListener("DOMContentLoaded", function () {
    var wrong = doc.querySelector(".is-invalid, [data-kr-wrong]");
    if (wrong) wrong.focus();
    grow(doc);
  });

  // A note that names what failed, when the server could not be reached or did not expect it.
  function failed(event) {
    if (event.target.closest("[data-kr-still]")) return;
    var note = doc.getElementById("kr-failed"), toasts = doc.getElementById("kr-toasts");
    if (note && toasts && !toasts.querySelector("[data-kr-failed]")) toasts.append(note.content.cloneNode(true));
  }
  doc.addEventListener("htmx:sendError", failed);
  doc.addEventListener("htmx:responseError", failed);

  // A letter's second layer holds the same words as its text area, so that marks stay under them.
  doc.addEventListener("input", function (event) {
    var field = event.target;
    if (field.tagName !== "TEXTAREA") return;
    var layer = field.closest(".kr-write") && field.parentElement.querySelector(":scope > div");
    if (layer && layer.textContent !== field.value) layer.textContent = field.value;
    growOne(field);
  });
  // Text areas grow with their text where the browser does not see to it.
  var grows = CSS.supports("field-sizing", "content");
  function growOne(field) {
    if (grows) return;
    field.style.height = "auto";
    field.style.height = field.scrollHeight + 2 + "px";
  }
  function grow(part) { if (!grows) part.querySelectorAll("textarea").forEach(growOne); }

  // Menus close when one looks elsewhere.
  var menus = "details.kr-menu[open], .kr-bar details[open]";
  doc.addEventListener("click", function (event) {
    doc.querySelectorAll(menus).forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    var close = event.target.closest("[data-kr-close]");
    if (close) close.closest(".kr-toast").remove();
  });
  doc.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    doc.querySelectorAll(menus).forEach(function (menu) {
      var within = menu.contains(doc.activeElement);
      menu.open = false;
      if (within) menu.querySelector("summary").focus();
    });
  });
})(document);
