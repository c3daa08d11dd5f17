/*
 * Gathers careers to compare in a tray at the foot of the window. They are kept in this browser, and nowhere else.
 * Without script the links lead to the comparison of one career, which asks for the next.
 */

const KEY = "compare";
const MOST = 4;
const FULL = "Four careers are as many as fit. Take one out first.";
const tray = document.querySelector(".compare-tray");
const status = document.querySelector(".compare-status");
let careers = remembered();

function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept.filter(({ slug, title }) => /^[\w-]+$/.test(slug) && typeof title === "string").slice(0, MOST);
  } catch {
    return []; // Storage is off in this browser, or holds something else.
  }
}

function keep(chosen) {
  careers = chosen;
  try {
    if (careers.length) localStorage.setItem(KEY, JSON.stringify(careers));
    else localStorage.removeItem(KEY);
  } catch {
    // They stay as long as the page does.
  }
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

function address() {
  const query = [`careers=${careers.map(({ slug }) => slug).join(",")}`];
  const area = new URLSearchParams(location.search).get("area");
  if (area) query.push(`area=${encodeURIComponent(area)}`);
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
    toggle.className = "compare-link compare-toggle";
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
  if (key !== KEY && key !== null) return;
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
