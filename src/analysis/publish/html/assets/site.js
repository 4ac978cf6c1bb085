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
    script.onload = () => resolve({ pieces: prepared(window.arshjulSearch), words: new Words(window.arshjulWords) });
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
    return rows.map((row) => ({ report, own, row, chapter: chapters.get(row[0].split("#")[0]),
      title: folded(row[1]), all: folded(`${row[1]} ${row[2]}`), printed: `${row[1]} ${row[2]}`.toLocaleLowerCase("sv") }));
  });
}

function isChosen(report, choices) {
  return Object.entries(choices).every(([name, value]) => !value || report.dataset[name].split("|").includes(value));
}

// Letters without marks above and below, for keyboards that lack them; each stays where it was.
function folded(text) {
  return text.replace(/[^\x00-\x7f]/g, (letter) => letter.normalize("NFD")[0]);
}

// The words of all reports by what they are forms of: beginnings that forms share, each with their endings.
class Words {
  constructor(families) {
    this.families = new Map(Object.entries(families));
    this.endings = new Set(Object.values(families).flat());
  }

  static LONG = 4;

  isEnding(letters) {
    return this.endings.has(letters) || (letters.endsWith("s") && this.endings.has(letters.slice(0, -1)));
  }

  // A typed form belongs to a family by its beginning and any known ending, so it need not be written anywhere itself.
  forms(word) {
    for (let at = word.length; at >= Words.LONG - 1; at--) {
      const beginning = word.slice(0, at);
      const endings = this.isEnding(word.slice(at)) && this.families.get(beginning);
      if (endings) return endings.map((ending) => beginning + ending);
    }
    return [];
  }

  // Words with one letter wrong, missing, too much, or in the place of the one beside it.
  near(word) {
    if (word.length < Words.LONG) return [];
    const known = [...this.families].flatMap(([beginning, endings]) => endings.map((ending) => beginning + ending));
    return known.filter((other) => isNear(word, other));
  }
}

function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [rest, others] = [one.slice(at), other.slice(at)];
  return rest.slice(1) === others || rest === others.slice(1) || rest.slice(1) === others.slice(1)
    || (rest.slice(2) === others.slice(2) && rest[0] === others[1] && rest[1] === others[0]);
}

// A word is found whole, by its beginning, or as another form of it, in any case.
function beginning(words, forms = []) {
  const escaped = (word) => RegExp.escape?.(word) ?? word.replace(/[^\p{L}\p{N}]/gu, "\\$&");
  const whole = forms.map((form) => `${escaped(form)}(?![\\p{L}\\p{N}])`);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...whole, ...words.map(escaped)].join("|")})`, "giu");
}

// How each typed word is looked for; one that nothing has is looked for as what is near it.
function sought(pieces, words, known) {
  return words.map((word) => {
    const forms = known.forms(word);
    const pattern = beginning([word], forms);
    if (pieces.some((piece) => piece.all.search(pattern) >= 0)) return { forms: [word], whole: forms };
    const near = known.near(word);
    return near.length ? { forms: [], whole: near, word } : { forms: [word], whole: [] };
  });
}

// Every word must be there; what has them in its heading comes first, and of those what is spelt as it was typed.
function matches(pieces, words, typed) {
  const patterns = words.map(({ forms, whole }) => beginning(forms, whole));
  const rank = (piece) => 2 * patterns.filter((pattern) => piece.title.search(pattern) >= 0).length
    + (typed.every((word) => piece.printed.includes(word)) ? 1 : 0);
  return pieces.filter((piece) => patterns.every((pattern) => piece.all.search(pattern) >= 0))
    .map((piece) => [rank(piece), piece]).sort(([one], [other]) => other - one).map(([, piece]) => piece);
}

// As much of a text as is around its first word that was searched for, in whole words.
function around(text, pattern) {
  const place = Math.max(0, folded(text).search(pattern));
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
  for (const found of folded(piece).matchAll(pattern)) {
    const mark = document.createElement("mark");
    mark.textContent = piece.slice(found.index, found.index + found[0].length);
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

async function search(typed, chosen, shown) {
  const names = new Set(chosen.map((report) => report.dataset.report));
  const { pieces: all, words: known } = await loadSearch();
  const pieces = all.filter((piece) => names.has(piece.report));
  const words = sought(pieces, typed.map(folded), known);
  const found = matches(pieces, words, typed);
  const pattern = beginning(words.flatMap(({ forms }) => forms), words.flatMap(({ whole }) => whole));
  results.querySelector(".hits").replaceChildren(...found.slice(0, MOST).map((piece) => hit(piece, pattern)));
  const kind = ["none", "one"][found.length] ?? (found.length > MOST ? "cut" : "found");
  const told = said(kind, { found: found.length, most: MOST, reports: shown });
  const near = found.length ? words.filter(({ word }) => word) : [];
  return [told, ...near.map(({ word }) => said("near", { word: typed[words.findIndex((each) => each.word === word)] }))].join(" ");
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
