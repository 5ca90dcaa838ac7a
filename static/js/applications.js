// The list: how many are selected, all of a page at once. Selecting and acting work without.
(function (doc) {
  function show(form) {
    var boxes = Array.from(form.querySelectorAll("input[name=pick]"));
    var count = boxes.filter(function (box) {
      box.closest("tr").classList.toggle("is-picked", box.checked);
      return box.checked;
    }).length;
    var words = form.querySelector("[data-kr-picked]");
    words.textContent = count === 1 ? words.dataset.one : words.dataset.many.replace("%", count);
    var all = form.querySelector("[data-kr-all]");
    if (!all) return;
    all.hidden = false;
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  }
  function each(act) { doc.querySelectorAll("[data-kr-bulk]").forEach(act); }

  doc.addEventListener("change", function (event) {
    var form = event.target.closest("[data-kr-bulk]");
    if (!form) return;
    if (event.target.matches("[data-kr-all]")) {
      form.querySelectorAll("input[name=pick]").forEach(function (box) { box.checked = event.target.checked; });
    }
    show(form);
  });
  doc.addEventListener("click", function (event) {
    if (!event.target.closest("[data-kr-bulk] [type=reset]")) return;
    event.preventDefault();
    each(function (form) {
      form.querySelectorAll("input[name=pick]").forEach(function (box) { box.checked = false; });
      show(form);
    });
  });
  // Coming back by the browser's button keeps what was selected.
  addEventListener("pageshow", function () { each(show); });
})(document);
