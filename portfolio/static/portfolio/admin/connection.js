// What is written while nothing can be saved, or during a save: kept in the page, sent when it can be.
(() => {
  const AGAIN = 10_000; // milliseconds between two attempts
  const SAID_FOR = 6_000;
  const NOT_WRITTEN = /^(csrfmiddlewaretoken|next|(loaded|overwrite)_revision_.*|comments-.*)$/;
  const banner = document.getElementById("aa-connection");
  const form = document.querySelector("form[data-edit-form]");
  if (!banner || !form) return;

  let savesItself = form.matches("[data-controller~=w-autosave]");
  let isLost = false;
  let attempts;
  let sent = new FormData();

  const say = (state) => {
    banner.hidden = !state;
    for (const text of banner.querySelectorAll("[data-when]")) {
      text.hidden = text.dataset.when !== state;
    }
  };

  const save = () => {
    // Signing in again, in another tab, changes the token.
    const [, token] = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) ?? [];
    if (token) form.elements.csrfmiddlewaretoken.value = token;
    const detail = { type: "edits" };
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { detail, bubbles: true, cancelable: true }));
  };

  const lose = (state = "lost") => {
    isLost = true;
    say(state);
    attempts ??= setInterval(attempt, AGAIN);
  };

  const recover = (state = "") => {
    if (!isLost) return;
    isLost = false;
    attempts = clearInterval(attempts);
    say(state);
    if (state !== "save") setTimeout(() => isLost || say(""), SAID_FOR);
  };

  // What the site itself changes in the form, as it saves, nobody wrote.
  const written = (data, changed) =>
    JSON.stringify(
      [...data]
        .filter(([name]) => !NOT_WRITTEN.test(name) && !(name in changed))
        .map(([name, value]) => [name, value.name ?? value, value.size]),
    );

  const canBeReached = async () => {
    try {
      const response = await fetch(banner.dataset.probe, { cache: "no-store" });
      if (response.redirected) lose("signed-out");
      return response.ok && !response.redirected;
    } catch {
      return false;
    }
  };

  const attempt = async () => {
    if (!(await canBeReached())) return;
    if (savesItself) save();
    else recover("save");
  };

  document.addEventListener("w-autosave:save", ({ detail: { formData } }) => (sent = formData));
  document.addEventListener("w-autosave:success", ({ detail: { response } }) => {
    const changed = response.field_updates ?? {};
    // Wagtail takes what was written during the save as saved, until the next key.
    if (written(sent, changed) !== written(new FormData(form), changed)) save();
    else if (navigator.onLine) recover("back");
  });
  document.addEventListener("w-autosave:error", ({ detail: { type } }) => {
    if (type === "network_error") lose();
    else if (type === "server_error") {
      lose();
      canBeReached(); // says so if they are no longer signed in
    } else recover(); // the site answers: Wagtail tells what it refuses
  });
  document.addEventListener("w-autosave:deactivated", () => (savesItself = false));
  window.addEventListener("offline", () => lose());
  window.addEventListener("online", attempt);

  // Sent to a site that cannot be reached, the form would be replaced by an error page.
  document.addEventListener(
    "click",
    async (event) => {
      const button = event.target.closest("form[data-edit-form] footer button[type=submit]");
      if (!button || (!isLost && navigator.onLine)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (await canBeReached()) {
        recover();
        button.click();
      } else {
        lose();
        banner.focus();
      }
    },
    { capture: true },
  );
})();
