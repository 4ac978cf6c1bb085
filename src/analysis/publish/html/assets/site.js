// Chooses among the reports and searches in them. What can be searched is loaded when somebody begins to write; what is
// chosen stands in the address, so that whoever comes back, or follows a link to it, meets the same.
"use strict";

const SEARCH = new URL("search.js", document.currentScript.src).href;
const MOST = 50;
const AROUND = 70;
const finder = document.querySelector(".finder");
const form = finder?.querySelector("form");
const reports = [...document.querySelectorAll(".reports > li[data-report]")];
const results = document.querySelector(".results");
let searching, remembering;

function loadSearch() {
  searching ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = SEARCH;
    script.onload = () => resolve(prepared(window.arshjulSearch));
    script.onerror = () => { searching = undefined; reject(new Error(SEARCH)); };
    document.head.append(script);
  });
  return searching;
}

// A row is an address, a heading and a text, and the languages of the two where they are not the report's.
function prepared(found) {
  return Object.entries(found).flatMap(([report, rows]) => {
    const chapters = new Map(rows.filter(([address]) => !address.includes("#")).map((row) => [row[0], row]));
    const own = reports.find((each) => each.dataset.report === report)?.querySelector("h3 a");
    return rows.map((row) => ({ report, own, row, chapter: chapters.get(row[0].split("#")[0]), all: `${row[1]} ${row[2]}` }));
  });
}

function isChosen(report, choices) {
  return Object.entries(choices).every(([name, value]) => !value || report.dataset[name].split("|").includes(value));
}

// A word is found whole or by its beginning, in any case.
function beginning(words) {
  const written = words.map((word) => RegExp.escape?.(word) ?? word.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${written.join("|")})`, "giu");
}

// Every word must be there; what has them in its heading comes first.
function matches(pieces, words) {
  const patterns = words.map((word) => beginning([word]));
  const rank = (piece) => patterns.filter((pattern) => piece.row[1].search(pattern) >= 0).length;
  return pieces.filter((piece) => patterns.every((pattern) => piece.all.search(pattern) >= 0))
    .map((piece) => [rank(piece), piece]).sort(([one], [other]) => other - one).map(([, piece]) => piece);
}

// As much of a text as is around its first word that was searched for, in whole words.
function around(text, pattern) {
  const place = Math.max(0, text.search(pattern));
  const begin = place > AROUND ? text.lastIndexOf(" ", place - AROUND) + 1 : 0;
  const end = place + 2 * AROUND < text.length ? text.lastIndexOf(" ", place + 2 * AROUND) : text.length;
  const piece = text.slice(begin, end > place ? end : text.length);
  return [begin > 0 ? "… " : "", piece, begin + piece.length < text.length ? " …" : ""];
}

function marked(text, pattern) {
  const line = document.createDocumentFragment();
  const [before, piece, after] = around(text, pattern);
  let at = 0;
  line.append(before);
  for (const found of piece.matchAll(pattern)) {
    const mark = document.createElement("mark");
    mark.textContent = found[0];
    line.append(piece.slice(at, found.index), mark);
    at = found.index + found[0].length;
  }
  line.append(piece.slice(at), after);
  return line;
}

function named(kind, words, lang) {
  const element = document.createElement(kind);
  element.append(words);
  if (lang && lang !== document.documentElement.lang) element.lang = lang;
  return element;
}

function hit({ report, own, row, chapter }, pattern) {
  const [address, title, text, ofTitle, ofText] = row;
  const item = document.createElement("li");
  const link = named("a", named("span", title, ofTitle || own.lang));
  const where = named("span", " ");
  link.href = `${report}/${address}`;
  where.className = "muted";
  where.append(named("span", own.textContent, own.lang));
  if (chapter !== row) where.append(" › ", named("span", chapter[1], chapter[3] || own.lang));
  // Many reports have headings of the same name: a link says which one it leads to.
  link.append(where);
  item.append(link, named("p", marked(text, pattern), ofText || own.lang));
  return item;
}

// The sentences stand on the page, in its language.
function said(kind, values) {
  return finder.dataset[kind].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

async function search(words, chosen, shown) {
  const names = new Set(chosen.map((report) => report.dataset.report));
  const found = matches((await loadSearch()).filter((piece) => names.has(piece.report)), words);
  const pattern = beginning(words);
  results.querySelector(".hits").replaceChildren(...found.slice(0, MOST).map((piece) => hit(piece, pattern)));
  const kind = ["none", "one"][found.length] ?? (found.length > MOST ? "cut" : "found");
  return said(kind, { found: found.length, most: MOST, reports: shown });
}

async function find() {
  const { words: written, ...choices } = Object.fromEntries(new FormData(form));
  const words = written.toLocaleLowerCase("sv").split(/\s+/u).filter(Boolean);
  const chosen = reports.filter((report) => isChosen(report, choices));
  reports.forEach((report) => { report.hidden = !chosen.includes(report); });
  document.querySelector(".no-reports").hidden = chosen.length > 0;
  const shown = said("shown", { shown: chosen.length, all: reports.length });
  results.hidden = !words.length;
  finder.querySelector(".found").textContent = words.length ? await search(words, chosen, shown).catch(() => {
    results.hidden = true;
    return said("lost", { reports: shown });
  }) : shown;
}

function remember() {
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  const address = location.href.split("#")[0];
  history.replaceState(null, "", chosen.length ? `${address}#${new URLSearchParams(chosen)}` : address);
}

// The browser may have put back what was chosen, or not; the address has it.
function recall() {
  const known = location.hash.includes("=") ? new URLSearchParams(location.hash.slice(1)) : new FormData(form);
  for (const field of form.querySelectorAll("[name]")) {
    field.value = known.get(field.name) ?? "";
    if (field.selectedIndex < 0) field.value = "";
  }
  if ([...new FormData(form).values()].some(Boolean)) find();
}

if (finder) {
  finder.hidden = false;
  form.addEventListener("input", () => {
    find();
    // Browsers refuse to change an address with every letter.
    clearTimeout(remembering);
    remembering = setTimeout(remember, 300);
  });
  form.addEventListener("change", remember);
  form.addEventListener("reset", () => setTimeout(() => { find(); remember(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("pageshow", recall);
}
