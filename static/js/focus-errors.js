// The error summary takes focus when the page opens, also in browsers that ignore autofocus here.
const summary = document.querySelector(".error-summary[tabindex='-1']");
if (summary) summary.focus();

// A link of a summary goes to its field, and opens what hides it.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#'], .findings a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const folded = field.closest("details:not([open])");
  if (folded) folded.open = true;
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});
