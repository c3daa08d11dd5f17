/* What a list page can do better with script. It works without. */

const form = document.querySelector("form.list");

/* An address names what was chosen and nothing else; the event comes for htmx and for a plain form alike. */
form.addEventListener("formdata", ({ formData }) => {
  for (const name of new Set(formData.keys())) {
    const usual = form.elements[name].dataset?.default ?? "";
    const values = formData.getAll(name).filter((value) => value !== usual);
    formData.delete(name);
    values.forEach((value) => formData.append(name, value));
  }
});

/* When the exchange fails, the plain form says what is the matter. */
for (const failure of ["htmx:responseError", "htmx:sendError"]) form.addEventListener(failure, () => form.submit());

/* On a phone the results are below the filters: fold them away once they are sent. */
form.addEventListener("submit", () => {
  const filters = form.querySelector(".filters");
  filters.open = false;
});

/* htmx notes the address in the storage of the tab. It may hold somebody's answers, and the address bar has it already. */
function forgetAddress() {
  try {
    sessionStorage.removeItem("htmx-current-path-for-history");
  } catch {
    // Storage is off in this browser, so nothing was noted.
  }
}

forgetAddress();
document.addEventListener("htmx:pushedIntoHistory", forgetAddress);
