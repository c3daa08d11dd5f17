/* Sends the answer to “Was this page useful?” without leaving the page. Nothing is remembered of it. */

const form = document.querySelector(".useful__form");
const said = document.querySelector(".useful__said");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "once";
  const answer = new URLSearchParams(new FormData(form));
  answer.set("answer", event.submitter.value);
  try {
    // The answer to a counted one leads back to this page, which is here already.
    const response = await fetch(form.action, { method: "POST", body: answer, redirect: "manual" });
    if (response.type !== "opaqueredirect") throw new Error(response.statusText);
  } catch {
    delete form.dataset.sent;
    said.textContent = "Your answer could not be sent. Please try again later.";
    return;
  }
  form.hidden = true;
  said.textContent = "Thank you. We count answers, and nothing about you.";
  // The button that was pressed is gone: go on from what is said.
  said.focus();
});
