/*
 * Remembers the last chosen area in this browser, and nowhere else. Loaded by pages that know areas.
 * The page itself goes by its address alone; this offers the remembered area where the address names none.
 */

import { AREA, areaAmong, clear, set } from "./memory.js";

const select = document.querySelector("select[name=area]");
const line = document.querySelector(".remembered-area");
const carried = new Map(); // The links that lead to the remembered area, and where they led before.

function remember(option) {
  set(AREA, { code: option.value, name: option.label });
}

/* The address of this page, or of a link on it, with an area. */
function withArea(address, code) {
  const url = new URL(address);
  url.searchParams.set("area", code);
  return url.href;
}

function namesArea(address) {
  return new URL(address).searchParams.has("area");
}

function tell(area) {
  const isShown = select.value === area.code;
  line.querySelector(".remembered-area__text").textContent = isShown
    ? `Your browser remembers ${area.name}.`
    : `Your area: ${area.name}.`;
  const show = line.querySelector(".remembered-area__show");
  show.href = withArea(location.href, area.code);
  show.hidden = isShown;
}

/* Links to careers lead to the remembered area, unless they name one. Those within a list stay with the area of this page. */
function carry(area) {
  for (const link of document.querySelectorAll("main a[href^='/careers/']")) {
    if (link.pathname === location.pathname || namesArea(link.href)) continue;
    carried.set(link, link.href);
    link.href = withArea(link.href, area.code);
  }
}

function show() {
  for (const [link, href] of carried) link.href = href;
  carried.clear();
  const area = areaAmong(select);
  line.hidden = !area;
  if (!area) return;
  tell(area);
  if (!namesArea(location.href) && area.code !== select.dataset.default) carry(area);
}

function start() {
  // A shared address may name an area that is not known here; then another one is shown, and that nobody chose.
  if (new URL(location.href).searchParams.get("area") === select.value) remember(select.selectedOptions[0]);
  show();
}

if (select && line) {
  line.querySelector(".remembered-area__forget").addEventListener("click", () => clear(AREA));
  select.addEventListener("change", () => remember(select.selectedOptions[0]));
  document.addEventListener("htmx:afterSettle", start);
  addEventListener("storage", ({ key }) => {
    if (key === AREA || key === null) show();
  });
  // A page that the way back brings again as it was left.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) show();
  });
  start();
}
