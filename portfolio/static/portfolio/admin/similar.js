// Sheets that resemble the title being typed, shown below it. They stop nobody.
document.addEventListener("DOMContentLoaded", () => {
  const PAUSE = 500; // milliseconds without a keystroke
  const title = document.querySelector("[data-aa-similar]");
  if (!title) return;

  const shown = document.createElement("div");
  shown.className = "aa-similar";
  shown.setAttribute("role", "status");
  title.closest(".w-field__wrapper, .w-field")?.after(shown);

  let waiting, asking;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const [, sheet = ""] = title.form.action.match(/pages\/(\d+)\//) ?? [];
    const query = new URLSearchParams({ title: title.value, sheet });
    try {
      const response = await fetch(`${title.dataset.aaSimilar}?${query}`, { signal: asking.signal });
      if (!response.ok || response.redirected) return;
      const html = (await response.text()).trim();
      if (html !== shown.innerHTML.trim()) shown.innerHTML = html; // or it would be read out again
    } catch {
      // The next keystroke asks again, and nothing depends on the answer.
    }
  };
  title.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
});
