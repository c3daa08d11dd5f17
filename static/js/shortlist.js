/*
 * Gathers careers, programs and resources into "my list" in this browser, and nowhere else. Nothing is sent: the list is told to
 * the server only when somebody opens it, by its address.
 * Every control is a link to a list of that one thing; here it becomes a switch.
 *
 * Remembered are `welders`, `programs:15.0613`, `resources:some-society`: careers by their addresses alone, as they were when there
 * was nothing else to remember, so that a list from then goes on.
 */

import { SHORTLIST, clear as forget, get, set } from "./memory.js";

const MOST = 12;
const NOUNS = { careers: ["career", "careers"], programs: ["program", "programs"], resources: ["resource", "resources"] };
const ENTRY = /^(programs:\d\d\.\d{4}|(resources:)?[-\w]{1,200})$/;

const bar = document.createElement("section");

function kindOf(entry) {
  return entry.includes(":") ? entry.split(":")[0] : "careers";
}

function ofKind(entries, kind) {
  return entries.filter((entry) => kindOf(entry) === kind);
}

function gathered() {
  const kept = get(SHORTLIST);
  const entries = Array.isArray(kept) ? kept.filter((entry) => typeof entry === "string" && ENTRY.test(entry)) : [];
  return Object.keys(NOUNS).flatMap((kind) => ofKind(entries, kind).slice(0, MOST));
}

/* Whether the list could be kept. */
function keep(entries) {
  return entries.length ? set(SHORTLIST, entries) : forget(SHORTLIST);
}

/* The list's address, with the area this page speaks of. */
function address(entries) {
  const kinds = Object.keys(NOUNS).filter((kind) => ofKind(entries, kind).length);
  const query = kinds.map((kind) => `${kind}=${ofKind(entries, kind).map((entry) => entry.split(":").pop()).join(",")}`);
  const area = new URLSearchParams(location.search).get("area");
  if (area) query.push(`area=${encodeURIComponent(area)}`);
  return `${document.body.dataset.shortlist}?${query.join("&")}`;
}

/* "3 careers, 1 program"; "0 careers" of an empty list. */
function counted(entries) {
  const numbers = Object.entries(NOUNS).map(([kind, [one, many]]) => [ofKind(entries, kind).length, one, many]);
  const parts = numbers.filter(([number]) => number).map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
  return parts.join(", ") || "0 careers";
}

function say(text) {
  bar.querySelector("[role=status]").textContent = text;
}

/* Adds something or takes it out, and says what became of it. */
function toggle({ gather: entry, title }) {
  const entries = gathered();
  const isIn = entries.includes(entry);
  const kind = kindOf(entry);
  if (!isIn && ofKind(entries, kind).length >= MOST) return say(`Your list is full: it holds ${MOST} ${NOUNS[kind][1]}.`);
  const changed = isIn ? entries.filter((other) => other !== entry) : [...entries, entry];
  if (!keep(changed)) return (location.href = address([entry]));
  show();
  say(`${title} ${isIn ? "removed" : "added"}. ${counted(changed)} in your list.`);
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
  const entries = gathered();
  for (const button of document.querySelectorAll("button[data-gather]")) {
    const isIn = entries.includes(button.dataset.gather);
    button.classList.toggle("gather--in", isIn);
    button.querySelector(".gather__verb").textContent = isIn ? "Remove" : "Add";
    const where = button.querySelector(".gather__where");
    where.textContent = isIn ? "from my list" : "to my list";
    where.classList.toggle("visually-hidden", isIn);
  }
  const open = bar.querySelector("a");
  open.textContent = `My list: ${counted(entries)}`;
  open.href = address(entries);
  bar.querySelector(".list-bar__inner").hidden = entries.length === 0;
}

function clear() {
  keep([]);
  show();
  say("Your list is empty.");
  // The button that was pressed is gone: go on from the content.
  document.querySelector("main").focus();
}

/* On the page of the gathered list: keep the order it has there, take out what is taken out there, and add what is added. */
function follow() {
  const listed = [...document.querySelectorAll("[data-listed]")];
  const entries = listed.map((element) => element.dataset.listed);
  const kept = gathered();
  const isMine = entries.length === kept.length && entries.every((entry) => kept.includes(entry));
  if (!isMine) return;
  keep(entries);
  for (const element of listed) {
    const others = entries.filter((entry) => entry !== element.dataset.listed);
    element.querySelector(".entry__remove").addEventListener("click", () => keep(others));
  }
  for (const link of document.querySelectorAll("[data-list-add]")) {
    link.addEventListener("click", () => keep([...entries, link.dataset.listAdd]));
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
