/* What the interest quiz can do better with script. It works without. */

const OPEN = "-";
const form = document.querySelector("form.quiz");
const print = document.querySelector("[data-print]");

/* The answers as an address holds them: a character for each statement. */
function written() {
  const questions = [...form.querySelectorAll("fieldset.question")];
  return questions.map((question) => question.querySelector(":checked")?.value ?? OPEN).join("");
}

function show() {
  const answered = form.querySelectorAll("fieldset.question :checked").length;
  form.querySelector("progress").value = answered;
  form.querySelector(".quiz__count").textContent = answered;
}

/* The address follows each answer, so that it can be copied, and nothing is lost when the page is loaded again. */
function keep() {
  const url = new URL(location.href);
  url.searchParams.delete("code");
  url.searchParams.set("a", written());
  url.searchParams.set("change", "1");
  url.hash = "";
  history.replaceState(history.state, "", url);
}

if (form) {
  form.addEventListener("change", () => {
    show();
    keep();
  });
  /* One parameter in place of thirty. */
  form.addEventListener("formdata", ({ formData }) => {
    for (const question of form.querySelectorAll("fieldset.question input")) formData.delete(question.name);
    formData.set("a", written());
  });
  window.addEventListener("pageshow", show);
}

if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
