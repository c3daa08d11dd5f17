// Opens the part of a long form that a link leads to, and says in each list's heading how many lines it holds.

function openPart() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const folded = target && (target.closest("details") || target.querySelector("details"));
  if (folded) {
    folded.open = true;
    target.scrollIntoView();
  }
}

for (const group of document.querySelectorAll(".inline-group")) {
  const total = group.querySelector("input[name$='-INITIAL_FORMS']");
  const heading = group.querySelector(".inline-heading");
  if (total && heading && Number(total.value) > 0) {
    const count = document.createElement("span");
    count.className = "row-count";
    count.textContent = total.value;
    heading.append(" ", count);
  }
}

// A form that comes back with errors is sent to the address of the part last looked at. The errors are what matters now.
const refusal = document.querySelector(".errornote");
if (refusal) {
  history.replaceState(null, "", location.pathname + location.search);
  for (const error of document.querySelectorAll(".errorlist, .errors")) {
    const folded = error.closest("details");
    if (folded) folded.open = true;
  }
  (document.querySelector("ul.errorlist") ?? refusal).scrollIntoView({ block: "center" });
}

// A new line appears under the bar that saving stands in.
document.addEventListener("formset:added", (event) => {
  event.target.scrollIntoView({ block: "center" });
  event.target.querySelector("input:not([type=hidden]), textarea, select")?.focus({ preventScroll: true });
});

addEventListener("hashchange", openPart);
// A second click on the same link changes no address.
document.querySelector(".form-parts")?.addEventListener("click", (event) => {
  if (event.target.closest("a")?.hash === location.hash) openPart();
});
openPart();
