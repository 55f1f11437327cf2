/* The screen of a review: a ready phrase goes into the comment when it is pressed. */
document.addEventListener("click", (event) => {
  const phrase = event.target.closest("[data-aa-phrase]");
  if (!phrase) return;
  const comment = document.getElementById(phrase.dataset.aaPhrase);
  const before = comment.value.trimEnd();
  comment.value = `${before}${before ? "\n" : ""}${phrase.textContent.trim()}\n`;
  comment.dispatchEvent(new Event("input", { bubbles: true }));
  comment.focus();
});
