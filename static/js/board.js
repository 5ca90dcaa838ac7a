// Cards moved by dragging or by keyboard. Each card's menu moves it without any of this.
(function (doc) {
  var moved = null; // the card that was moved last, to come back to once the board is drawn anew

  function setUp() {
    if (!window.Sortable) return;
    doc.querySelectorAll("[data-kr-stage]").forEach(function (list) {
      window.Sortable.get(list) || window.Sortable.create(list, {
        group: "board",
        draggable: ".kr-card",
        sort: false, // what is due decides the order in a column
        delay: 200,
        delayOnTouchOnly: true,
        filter: ".kr-menu",
        preventOnFilter: false,
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
        onAdd: function (event) { move(event.item, list.getAttribute("data-kr-stage")); }
      });
    });
  }

  function move(card, stage) {
    moved = card.id;
    window.htmx.ajax("POST", card.getAttribute("data-kr-move"), {
      source: card, swap: "none", values: { stage: stage }
    });
  }

  // Whatever kept a move from being made, the board must not go on showing it.
  function putBack(event) {
    var from = event.detail.elt;
    if (!event.detail.successful && from && from.closest("#board")) window.htmx.trigger("#board", "board-stale");
  }

  doc.addEventListener("submit", function (event) {
    var card = event.target.closest(".kr-card");
    if (card) moved = card.id;
  });
  doc.addEventListener("htmx:afterRequest", putBack);
  // Dragging leaves style attributes behind; htmx would copy them, which the page's own policy forbids.
  doc.addEventListener("htmx:beforeSwap", function () {
    doc.querySelectorAll("#board [style]").forEach(function (part) { part.removeAttribute("style"); });
  });
  doc.addEventListener("htmx:afterSettle", function (event) {
    setUp();
    var card = event.target.id === "board" && moved && doc.getElementById(moved);
    if (!card) return;
    card.querySelector(".kr-card__t").focus();
    moved = null;
  });

  doc.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var menu = event.target.closest(".kr-pop");
    if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      var lines = Array.from(menu.querySelectorAll("button, a"));
      var step = event.key === "ArrowDown" ? 1 : -1;
      var next = lines.indexOf(event.target) + step;
      lines[(next + lines.length) % lines.length].focus();
      event.preventDefault();
      return;
    }
    var card = event.target.closest(".kr-card");
    if (!card || menu || event.key.toLowerCase() !== "m") return;
    event.preventDefault();
    card.querySelector("[popovertarget]").click();
    card.querySelector(".kr-pop button").focus();
  });

  if (doc.readyState === "loading") doc.addEventListener("DOMContentLoaded", setUp); else setUp();
})(document);
