// A form is sent once: a double tap does nothing. The button stays enabled, so that its own name
// and value are sent; coming back to the page, or ten seconds without an answer, frees the form.
const RETRY_AFTER_MS = 10_000;

const release = (form) => {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-disabled='true'][data-submit-once]").forEach((button) => {
    button.removeAttribute("aria-disabled");
    button.removeAttribute("data-submit-once");
  });
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (event.submitter) {
    event.submitter.setAttribute("aria-disabled", "true");
    event.submitter.setAttribute("data-submit-once", "");
  }
  setTimeout(() => release(form), RETRY_AFTER_MS);
});

window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
