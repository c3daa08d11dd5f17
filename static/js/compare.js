/*
 * Gathers careers to compare in a tray at the foot of the window. They are kept in this browser, and nowhere else.
 * Without script the links lead to the comparison of one career, which asks for the next.
 */

import { AREA, COMPARE, areaAmong, clear, get, set } from "./memory.js";

const MOST = 4;
const FULL = "Four careers are as many as fit. Take one out first.";
const tray = document.querySelector(".compare-tray");
const status = document.querySelector(".compare-status");
let careers = remembered();

function remembered() {
  const kept = get(COMPARE);
  if (!Array.isArray(kept)) return [];
  const isCareer = (one) => typeof one?.slug === "string" && /^[\w-]+$/.test(one.slug) && typeof one.title === "string";
  return kept.filter(isCareer).slice(0, MOST);
}

/* Where nothing can be kept, they stay as long as the page does. */
function keep(chosen) {
  careers = chosen;
  if (careers.length) set(COMPARE, careers);
  else clear(COMPARE);
  show();
}

function isIn(slug) {
  return careers.some((career) => career.slug === slug);
}

function put(career) {
  if (careers.length === MOST) {
    tray.querySelector(".compare-tray__count").textContent = FULL;
    return say(FULL);
  }
  keep([...careers, career]);
  say(`${career.title} added. ${counted()} to compare.`);
}

function takeOut(career) {
  keep(careers.filter(({ slug }) => slug !== career.slug));
  say(`${career.title} taken out. ${counted()} to compare.`);
}

function counted() {
  return careers.length === 1 ? "1 career" : `${careers.length} careers`;
}

/* Read out by a region that stays, whatever becomes of the tray. */
function say(words) {
  status.textContent = words;
}

/* The area of this page's address; where it names none, the remembered one, as other links take it. */
function area() {
  const named = new URLSearchParams(location.search).get("area");
  const select = document.querySelector("select[name=area]");
  if (named !== null || !select) return named;
  const code = areaAmong(select)?.code;
  return code === select.dataset.default ? null : code;
}

function address() {
  const query = [`careers=${careers.map(({ slug }) => slug).join(",")}`];
  const code = area();
  if (code) query.push(`area=${encodeURIComponent(code)}`);
  return `${tray.dataset.address}?${query.join("&")}`;
}

function button(text, hidden, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  const more = document.createElement("span");
  more.className = "visually-hidden";
  more.textContent = ` ${hidden}`;
  made.append(more);
  made.addEventListener("click", act);
  return made;
}

function entry(career) {
  const line = document.createElement("li");
  const out = button("Take out", career.title, () => {
    takeOut(career);
    (tray.hidden ? document.querySelector("main") : tray.querySelector(".compare-tray__count")).focus();
  });
  out.className = "compare-tray__remove";
  line.append(`${career.title} `, out);
  return line;
}

function show() {
  tray.hidden = careers.length === 0;
  tray.querySelector(".compare-tray__count").textContent = counted();
  tray.querySelector(".compare-tray__careers").replaceChildren(...careers.map(entry));
  tray.querySelector(".compare-tray__open").href = address();
  for (const toggle of document.querySelectorAll(".compare-toggle")) {
    toggle.setAttribute("aria-pressed", String(isIn(toggle.dataset.slug)));
  }
}

/* The links of the page become buttons that put a career in and take it out. */
function start() {
  for (const link of document.querySelectorAll("a.compare-link")) {
    const career = { slug: link.dataset.slug, title: link.dataset.title };
    const toggle = button("Compare", career.title, () => (isIn(career.slug) ? takeOut(career) : put(career)));
    toggle.className = `${link.className} compare-toggle`;
    toggle.dataset.slug = career.slug;
    link.replaceWith(toggle);
  }
  show();
}

tray.querySelector(".compare-tray__clear").addEventListener("click", () => {
  keep([]);
  say("No careers to compare.");
  document.querySelector("main").focus();
});
document.addEventListener("htmx:afterSettle", start);
addEventListener("storage", ({ key }) => {
  if (![COMPARE, AREA, null].includes(key)) return;
  careers = remembered();
  show();
});
// A page that the way back brings again as it was left.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  careers = remembered();
  show();
});
start();
