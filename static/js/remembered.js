/* Says in words what this browser remembers, and deletes it: all at once or one by one. */

import { AREA, COMPARE, KEYS, SHORTLIST, clear, get, has } from "./memory.js";

const UNREADABLE = "something that can no longer be read";
const NAMES = { [AREA]: "Your area", [COMPARE]: "Careers to compare", [SHORTLIST]: "Your list" };
const HELD = {
  [AREA]: ({ name }) => name,
  [COMPARE]: (careers) => careers.map(({ title }) => title).join("; "),
  [SHORTLIST]: (entries) => (entries.length === 1 ? "1 entry" : `${entries.length} entries`),
};

const place = document.querySelector(".remembered");
const said = place.querySelector(".remembered__said");
const list = place.querySelector(".remembered__list");
const all = place.querySelector(".remembered__all");

function held(key) {
  try {
    return HELD[key](get(key)) || UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

function entry(key) {
  const line = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pill";
  button.textContent = "Delete";
  const more = document.createElement("span");
  more.className = "visually-hidden";
  more.textContent = ` ${NAMES[key].toLowerCase()}`;
  button.append(more);
  button.addEventListener("click", () => forget([key]));
  line.append(`${NAMES[key]}: ${held(key)} `, button);
  return line;
}

function show() {
  const kept = KEYS.filter(has);
  list.replaceChildren(...kept.map(entry));
  list.hidden = all.hidden = kept.length === 0;
  said.textContent = kept.length ? "This browser remembers:" : "This browser remembers nothing from this site now.";
}

/* The button that was pressed is gone afterwards: go on from what is said. */
function forget(keys) {
  keys.forEach(clear);
  said.focus();
}

all.addEventListener("click", () => forget(KEYS));
addEventListener("storage", show);
addEventListener("pageshow", show);
show();
