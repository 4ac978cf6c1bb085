// Draws the charts of a page and makes wide tables reachable from the keyboard. Nothing is fetched.
"use strict";

function drawChart(data) {
  const plot = data.closest(".output").querySelector(".plot");
  const picture = JSON.parse(data.textContent);
  if (!plot || !window.Plotly) return;
  // The caption above the picture is its title here.
  const titleHeight = 32;
  delete picture.layout.title;
  picture.layout.margin.t -= titleHeight;
  picture.layout.height -= titleHeight;
  window.Plotly.newPlot(plot, picture.data, picture.layout, picture.config);
}

function markScrollable(box) {
  const scrolls = box.scrollWidth > box.clientWidth + 1;
  const caption = box.querySelector("caption");
  if (scrolls) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    if (caption) box.setAttribute("aria-label", caption.textContent);
  } else {
    box.removeAttribute("tabindex");
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
  }
}

function markTables() {
  document.querySelectorAll(".table").forEach(markScrollable);
}

document.querySelectorAll("script.plotly").forEach(drawChart);
markTables();
window.addEventListener("resize", markTables);
document.addEventListener("toggle", markTables, true);
// Paper has no disclosures to open: print them open, and close again those that were closed.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details:not([open])").forEach((box) => { box.open = true; box.dataset.print = "yes"; });
});
window.addEventListener("afterprint", () => {
  document.querySelectorAll("details[data-print]").forEach((box) => { box.open = false; delete box.dataset.print; });
});
