(function () {
  "use strict";
  var form = document.getElementById("filtres");
  var search = document.getElementById("recherche");
  var theme = document.getElementById("f-theme");
  var audience = document.getElementById("f-public");
  var source = document.getElementById("f-source");
  var unfold = document.getElementById("deplier");
  var unfolded = false;
  var count = document.getElementById("compte");
  var sections = Array.prototype.slice.call(document.querySelectorAll("main > section"));

  // Case, accents and typographic apostrophes do not matter to a search.
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’`]/g, "'").replace(/\s+/g, " ").toLowerCase();
  }
  function has(list, value) { return !value || list.split("|").indexOf(value) >= 0; }
  function hide(node, hidden) { node.classList.toggle("masque", hidden); }

  var lines = Array.prototype.slice.call(document.querySelectorAll("section.theme .ligne")).map(function (node) {
    return { node: node, theme: node.closest("section").dataset.theme, text: plain(node.textContent),
             own: plain(Array.prototype.map.call(node.querySelectorAll(".ligne-texte, .reperes"), function (p) { return p.textContent; }).join(" ")),
             details: Array.prototype.slice.call(node.querySelectorAll("details.citations")),
             quotes: Array.prototype.slice.call(node.querySelectorAll("details.citations li")) };
  });

  function apply() {
    var words = plain(search.value).split(" ").filter(Boolean);
    var active = Boolean(words.length || theme.value || audience.value || source.value);
    var shown = 0;
    function found(text) { return words.every(function (word) { return text.indexOf(word) >= 0; }); }
    lines.forEach(function (line) {
      var ok = (!theme.value || line.theme === theme.value) && has(line.node.dataset.publics, audience.value) &&
               has(line.node.dataset.sources, source.value) && found(line.text);
      hide(line.node, !ok);
      if (ok) { shown += 1; }
      line.quotes.forEach(function (quote) {
        hide(quote, (audience.value && quote.dataset.public !== audience.value) || (source.value && quote.dataset.source !== source.value));
      });
      line.details.forEach(function (fold) {
        var all = fold.querySelectorAll("li").length;
        var left = fold.querySelectorAll("li:not(.masque)").length;
        hide(fold, !left);
        fold.querySelector("summary").textContent = left + (left > 1 ? " citations" : " citation") + (left < all ? " sur " + all : "");
      });
      if (ok && words.length && !found(line.own)) { line.details.forEach(function (d) { d.open = true; }); }
    });
    // A list without a line left is hidden with the heading above it.
    Array.prototype.forEach.call(document.querySelectorAll("section.theme ul.lignes"), function (list) {
      var empty = !list.querySelector(".ligne:not(.masque)");
      hide(list, empty);
      if (list.previousElementSibling) { hide(list.previousElementSibling, empty); }
    });
    sections.forEach(function (section) {
      if (!section.classList.contains("theme")) { hide(section, active); return; }
      hide(section, active && !section.querySelector(".ligne:not(.masque)"));
    });
    count.textContent = active ? shown + (shown > 1 ? " lignes affichées sur " : " ligne affichée sur ") + lines.length
                                 + ". Les chapitres sans ligne sont masqués." : lines.length + (lines.length > 1 ? " lignes." : " ligne.");
  }
  function setUnfolded(open) {
    Array.prototype.forEach.call(document.querySelectorAll("details.citations"), function (d) { d.open = open; });
    unfolded = open;
    unfold.textContent = open ? "Replier les citations" : "Déplier les citations";
  }
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  unfold.addEventListener("click", function () { setUnfolded(!unfolded); });
  if (window.matchMedia("(max-width: 60rem)").matches) { document.querySelector(".sommaire details").open = false; }
  form.hidden = false;
  apply();
})();
