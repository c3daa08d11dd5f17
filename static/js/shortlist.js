/*
 * Gathers careers into "my list" in this browser, and nowhere else. Nothing is sent: the list is told to the server only when
 * somebody opens it, by its address.
 * Every control is a link to a list of its one career; here it becomes a switch.
 */

import { SHORTLIST, clear as forget, get, set } from "./memory.js";

const MOST = 12;
const SLUG = /^[-\w]{1,200}$/;

const bar = document.createElement("section");

function gathered() {
  const slugs = get(SHORTLIST);
  return Array.isArray(slugs) ? slugs.filter((slug) => typeof slug === "string" && SLUG.test(slug)).slice(0, MOST) : [];
}

/* Whether the list could be kept. */
function keep(slugs) {
  return slugs.length ? set(SHORTLIST, slugs) : forget(SHORTLIST);
}

/* The list's address, with the area this page speaks of. */
function address(slugs) {
  const area = new URLSearchParams(location.search).get("area");
  const careers = `${document.body.dataset.shortlist}?careers=${slugs.join(",")}`;
  return area ? `${careers}&area=${encodeURIComponent(area)}` : careers;
}

function careers(many) {
  return many === 1 ? "1 career" : `${many} careers`;
}

function say(text) {
  bar.querySelector("[role=status]").textContent = text;
}

/* Adds a career or takes it out, and says what became of it. */
function toggle({ gather: slug, title }) {
  const slugs = gathered();
  const isIn = slugs.includes(slug);
  if (!isIn && slugs.length >= MOST) return say(`Your list is full: it holds ${MOST} careers.`);
  const changed = isIn ? slugs.filter((other) => other !== slug) : [...slugs, slug];
  if (!keep(changed)) return (location.href = address([slug]));
  show();
  say(isIn ? `${title} removed. ${careers(changed.length)} in your list.` : `${title} added. ${careers(changed.length)} in your list.`);
}

/* A link that only script could make a switch of becomes a button, which space and enter press. */
function upgrade() {
  for (const link of document.querySelectorAll("a[data-gather]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    Object.assign(button.dataset, link.dataset);
    button.innerHTML = '<span class="gather__verb"></span><span class="visually-hidden"></span> <span class="gather__where"></span>';
    button.querySelector(".visually-hidden").textContent = ` ${link.dataset.title}`;
    link.replaceWith(button);
  }
}

function show() {
  const slugs = gathered();
  for (const button of document.querySelectorAll("button[data-gather]")) {
    const isIn = slugs.includes(button.dataset.gather);
    button.classList.toggle("gather--in", isIn);
    button.querySelector(".gather__verb").textContent = isIn ? "Remove" : "Add";
    button.querySelector(".gather__where").textContent = isIn ? "from my list" : "to my list";
  }
  const open = bar.querySelector("a");
  open.textContent = `My list (${slugs.length})`;
  open.href = address(slugs);
  bar.querySelector(".list-bar__inner").hidden = slugs.length === 0;
}

function clear() {
  keep([]);
  show();
  say("Your list is empty.");
  // The button that was pressed is gone: go on from the content.
  document.querySelector("main").focus();
}

/* On the page of the gathered list: keep the order it has there, and take out what is taken out there. */
function follow() {
  const entries = [...document.querySelectorAll("[data-career]")];
  const slugs = entries.map((entry) => entry.dataset.career);
  const kept = gathered();
  const isMine = slugs.length === kept.length && slugs.every((slug) => kept.includes(slug));
  if (!isMine) return;
  keep(slugs);
  for (const entry of entries) {
    entry.querySelector(".entry__remove").addEventListener("click", () => keep(slugs.filter((slug) => slug !== entry.dataset.career)));
  }
}

bar.className = "list-bar";
bar.setAttribute("aria-label", "My list");
bar.innerHTML = `
  <p class="list-bar__said" role="status"></p>
  <div class="list-bar__inner" hidden><a class="list-bar__open"></a><button class="list-bar__clear" type="button">Clear<span class="visually-hidden"> my list</span></button></div>`;
document.body.append(bar);
// What else stands at the foot of the page, such as the tray of the comparison, stands above this bar.
new ResizeObserver(() => document.documentElement.style.setProperty("--foot-bar", `${bar.offsetHeight}px`)).observe(bar);
bar.querySelector(".list-bar__clear").addEventListener("click", clear);
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-gather]");
  if (button) toggle(button.dataset);
});
for (const event of ["htmx:afterSettle", "htmx:historyRestore"]) {
  document.addEventListener(event, () => {
    upgrade();
    show();
  });
}
window.addEventListener("storage", show);
window.addEventListener("pageshow", show);
follow();
upgrade();
show();
