// Makes wide tables reachable from the keyboard, opens what is folded before printing, and lets whoever asks explore a
// chart or copy the code that makes it. Pages are complete without it. Nothing is fetched but files beside the page.
"use strict";

const PLOTLY = new URL("plotly.min.js", document.currentScript.src).href;
// What buttons say stands on the page, in its language.
const { still: STILL, live: LIVE, lost: LOST, copy: COPY, copied: COPIED } = document.documentElement.dataset;
let plotly;

function loadPlotly() {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = PLOTLY;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { plotly = undefined; reject(new Error(script.src)); };
    document.head.append(script);
  });
  return plotly;
}

// The figures know the colours of light paper; the page's style says what they are now.
function coloured(text) {
  const style = getComputedStyle(document.documentElement);
  const names = JSON.parse(document.documentElement.dataset.colours || "{}");
  return Object.entries(names).reduce((all, [colour, name]) => all.replaceAll(`"${colour}"`, JSON.stringify(style.getPropertyValue(`--${name}`).trim())), text);
}

async function drawChart(place, data) {
  const Plotly = await loadPlotly();
  const picture = JSON.parse(coloured(data.textContent));
  const style = getComputedStyle(document.documentElement);
  const [paper, ink] = ["--paper", "--ink"].map((name) => style.getPropertyValue(name).trim());
  picture.layout.hoverlabel = { bgcolor: paper, bordercolor: ink, font: { color: ink } };
  // A series that a mouse can hide and a keyboard cannot bring back is better left where it is.
  picture.layout.legend = { ...picture.layout.legend, itemclick: false, itemdoubleclick: false };
  await Plotly.newPlot(place, picture.data, picture.layout, { displayModeBar: false, responsive: true });
}

function offerChart(data) {
  const still = data.closest(".output").querySelector(".picture");
  const place = document.createElement("div");
  const button = document.createElement("button");
  const names = still.closest("figure").querySelectorAll("figcaption > .kicker, .finding");
  const lost = document.createElement("p");
  lost.className = "note";
  lost.setAttribute("role", "alert");
  lost.textContent = LOST;
  place.className = "plot";
  place.hidden = true;
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", still.getAttribute("aria-label"));
  button.type = "button";
  button.className = "interactive";
  button.innerHTML = `<span></span><span class="visually-hidden">: </span>`;
  // Copies of what the caption says, so that Swedish words on an English page are still said to be.
  names.forEach((name, place) => button.lastChild.append(place ? ": " : "", ...name.cloneNode(true).childNodes));
  button.firstChild.textContent = LIVE;
  button.addEventListener("click", async () => {
    const show = place.hidden;
    lost.remove();
    if (show && !place.childElementCount) {
      place.hidden = false;
      try {
        await drawChart(place, data);
      } catch {
        place.hidden = true;
        button.after(lost);
        return;
      }
    }
    place.hidden = !show;
    still.hidden = show;
    button.firstChild.textContent = show ? STILL : LIVE;
  });
  still.after(place, button);
}

function offerCopy(box) {
  const code = box.querySelector("code");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "interactive";
  button.textContent = COPY;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = COPIED;
    } catch {
      // Some browsers let no page of a file copy: then it is chosen, and the keyboard does it.
      getSelection().selectAllChildren(code);
    }
  });
  box.append(button);
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

document.querySelectorAll("script.plotly").forEach(offerChart);
document.querySelectorAll(".code").forEach(offerCopy);
markTables();
window.addEventListener("resize", markTables);
document.addEventListener("toggle", markTables, true);
// What a chart says of a point goes when the reader is done with it, wherever the mouse is.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll(".js-plotly-plot").forEach((place) => window.Plotly.Fx.unhover(place));
});
// Paper has no disclosures to open: print them open, and close again those that were closed.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details:not([open])").forEach((box) => { box.open = true; box.dataset.print = "yes"; });
  document.querySelectorAll(".picture[hidden]").forEach((still) => { still.hidden = false; still.dataset.print = "yes"; });
});
window.addEventListener("afterprint", () => {
  document.querySelectorAll("details[data-print]").forEach((box) => { box.open = false; delete box.dataset.print; });
  document.querySelectorAll(".picture[data-print]").forEach((still) => { still.hidden = true; delete still.dataset.print; });
});

// Beside the page the list of chapters is open; above it, on a telephone, whoever wants it opens it.
const chapters = document.querySelector("nav.chapters details");
const wide = matchMedia("(min-width: 60.01rem)");
const fold = () => { chapters.open = wide.matches; };
if (chapters) {
  fold();
  wide.addEventListener("change", fold);
}
