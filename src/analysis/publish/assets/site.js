// Chooses among the reports and searches in them. What can be searched is loaded when somebody begins to write.
"use strict";

const SEARCH = new URL("search.js", document.currentScript.src).href;
const MOST = 50;
const AROUND = 70;
const finder = document.querySelector(".finder");
const form = finder?.querySelector("form");
const reports = [...document.querySelectorAll(".reports > li[data-report]")];
const results = document.querySelector(".results");
let searching;

function loadSearch() {
  searching ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = SEARCH;
    script.onload = () => resolve(prepared(window.arshjulSearch));
    script.onerror = reject;
    document.head.append(script);
  });
  return searching;
}

function prepared(found) {
  return Object.entries(found).flatMap(([report, rows]) => rows.map(([address, title, text]) => ({
    report, address, title, text, inTitle: title.toLocaleLowerCase("sv"), all: `${title} ${text}`.toLocaleLowerCase("sv"),
  })));
}

function isChosen(report, choices) {
  return Object.entries(choices).every(([name, value]) => !value || report.dataset[name].split("|").includes(value));
}

// Every word must be there, whole or as the beginning of one; what has them in its heading comes first.
function matches(pieces, words) {
  const patterns = words.map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape?.(word) ?? word.replace(/[^\p{L}\p{N}]/gu, "\\$&")}`, "u"));
  const rank = (piece) => patterns.filter((pattern) => pattern.test(piece.inTitle)).length;
  return pieces.filter((piece) => patterns.every((pattern) => pattern.test(piece.all)))
    .map((piece) => [rank(piece), piece]).sort(([one], [other]) => other - one).map(([, piece]) => piece);
}

function marked(text, words) {
  const place = Math.max(0, text.toLocaleLowerCase("sv").indexOf(words[0]));
  const begin = place > AROUND ? text.indexOf(" ", place - AROUND) : 0;
  const line = document.createElement("p");
  if (begin > 0) line.append("… ");
  let rest = text.slice(begin, place + 2 * AROUND);
  for (;;) {
    const lower = rest.toLocaleLowerCase("sv");
    const [at, word] = words.map((each) => [lower.indexOf(each), each]).filter(([found]) => found >= 0).sort(([a], [b]) => a - b)[0] ?? [-1, ""];
    if (at < 0) break;
    const mark = document.createElement("mark");
    mark.textContent = rest.slice(at, at + word.length);
    line.append(rest.slice(0, at), mark);
    rest = rest.slice(at + word.length);
  }
  line.append(rest);
  return line;
}

function hit(piece, words) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const where = document.createElement("span");
  link.href = `${piece.report}/${piece.address}`;
  link.textContent = piece.title;
  where.className = "muted";
  where.textContent = ` ${reports.find((report) => report.dataset.report === piece.report).querySelector("h3").textContent}`;
  item.append(link, where, marked(piece.text, words));
  return item;
}

// The sentences stand on the page, in its language.
function said(kind, values) {
  return finder.dataset[kind].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

async function find() {
  const { words: written, ...choices } = Object.fromEntries(new FormData(form));
  const words = written.toLocaleLowerCase("sv").split(/\s+/u).filter(Boolean);
  const chosen = reports.filter((report) => isChosen(report, choices));
  reports.forEach((report) => { report.hidden = !chosen.includes(report); });
  const names = new Set(chosen.map((report) => report.dataset.report));
  const shown = said("shown", { shown: chosen.length, all: reports.length });
  let told = shown;
  results.hidden = !words.length;
  if (words.length) {
    const pieces = (await loadSearch()).filter((piece) => names.has(piece.report));
    const found = matches(pieces, words);
    results.querySelector(".hits").replaceChildren(...found.slice(0, MOST).map((piece) => hit(piece, words)));
    const kind = ["none", "one"][found.length] ?? (found.length > MOST ? "cut" : "found");
    told = said(kind, { found: found.length, most: MOST, reports: shown });
  }
  finder.querySelector(".found").textContent = told;
}

if (finder) {
  finder.hidden = false;
  form.addEventListener("input", find);
  form.addEventListener("reset", () => setTimeout(find));
  form.addEventListener("submit", (event) => event.preventDefault());
}
