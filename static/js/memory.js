/*
 * What this browser remembers for a visitor: on the device, and nowhere else. Every key is named here, and all modules keep
 * things by these functions, so that /about/privacy/ can show all of it and delete it.
 */

export const AREA = "area";
export const COMPARE = "compare";
export const SHORTLIST = "shortlist";
export const KEYS = [AREA, COMPARE, SHORTLIST];

/* What is kept under a key; null where that is nothing, or nothing that can be read. */
export function get(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // Storage is off in this browser, or holds something else.
  }
}

/* Whether anything is kept under a key, readable or not. */
export function has(key) {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/* Keeps a value; whether that could be done. */
export function set(key, value) {
  return change(key, () => localStorage.setItem(key, JSON.stringify(value)));
}

/* Forgets what is kept under a key; whether that could be done. */
export function clear(key) {
  return change(key, () => localStorage.removeItem(key));
}

/* Browsers tell the other pages of a site what changed; this tells the modules of this page in the same way. */
function change(key, act) {
  try {
    act();
  } catch {
    return false; // Storage is off in this browser, or full.
  }
  dispatchEvent(new StorageEvent("storage", { key }));
  return true;
}

/* The remembered area, where this choice of areas offers it. */
export function areaAmong(select) {
  const area = get(AREA);
  return area && [...select.options].some((option) => option.value === area.code) ? area : null;
}
