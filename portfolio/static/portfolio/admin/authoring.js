// The form of a sheet: rows that say what they hold, counted letters, links that open their tab.
(() => {
  const rowsOf = (name) =>
    [...document.querySelectorAll(`#id_${name}-FORMS > [data-inline-panel-child]:not(.deleted)`)];

  const answer = (row, name) => {
    const field = row.querySelector(`[name$="-${name}"]`);
    if (!field || !field.value) return "";
    return field.selectedOptions ? field.selectedOptions[0].text.trim() : field.value.trim();
  };

  const chosen = (row) =>
    [...row.querySelectorAll(".chooser:not(.blank) [data-chooser-title]")]
      .map((title) => title.textContent.trim())
      .join(" / ");

  // What each kind of row says of itself in its heading.
  const said = {
    measures(row) {
      const label = answer(row, "indicator") || answer(row, "own_label");
      const values = [answer(row, "before_value"), answer(row, "after_value")];
      const figures = values.some(Boolean) ? values.map((value) => value || "…").join(" → ") : "";
      return [label, figures].filter(Boolean).join(" : ");
    },
    photo_pairs: (row) => answer(row, "caption") || answer(row, "zone") || chosen(row),
    practices: chosen,
    related_cases: chosen,
    gallery: chosen,
    effects: (row) => answer(row, "text").slice(0, 60),
    parties: (row) => answer(row, "name"),
    sources: (row) => answer(row, "title"),
    resources: (row) => answer(row, "title"),
    redo_steps: (row) => answer(row, "step"),
  };

  const describe = (name) => {
    const texts = rowsOf(name).map((row) => {
      const heading = row.querySelector("[data-panel-heading-text]");
      const summary =
        heading.querySelector(".aa-row-summary") ?? heading.appendChild(document.createElement("span"));
      summary.className = "aa-row-summary";
      return (summary.textContent = said[name](row));
    });
    if (name === "measures") listFigures(texts.filter(Boolean));
  };

  const listFigures = (texts) => {
    const items = texts.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    });
    document.querySelector("[data-aa-figures]")?.replaceChildren(...items);
  };

  // Rows that were there when the page opened start closed, but for those with something to mend.
  const close = (row) => {
    const toggle = row.querySelector("[data-panel-toggle]");
    const faulty = row.querySelector('[aria-invalid="true"], .error-message');
    if (!faulty && toggle?.getAttribute("aria-expanded") === "true") toggle.click();
  };

  const count = (field) => {
    const shown = document.createElement("span");
    shown.className = "aa-count";
    shown.setAttribute("aria-hidden", "true");
    const update = () => (shown.textContent = `${field.value.length} / ${field.maxLength}`);
    field.addEventListener("input", update);
    field.after(shown);
    update();
  };

  const openTabOf = (element) => {
    const panel = element.closest('[role="tabpanel"]');
    if (panel) document.querySelector(`[role="tab"][href="#${panel.id}"]`)?.click();
  };

  // Open all that an element lies in: its tab, its panels, its folds.
  const show = (element) => {
    openTabOf(element);
    for (let around = element; around; around = around.parentElement) {
      if (around.matches("details")) around.open = true;
      const toggle = around.matches("[data-panel]") && around.querySelector("[data-panel-toggle]");
      if (toggle && toggle.getAttribute("aria-expanded") === "false") toggle.click();
    }
    setTimeout(() => {
      element.scrollIntoView({ block: "center" });
      element
        .querySelector("input:not([type=hidden]), select, textarea, [contenteditable=true], button")
        ?.focus();
    }, 100);
  };

  // The field of a row that a link names; the row, where it has no such field.
  const placeInRow = (row, { aaAnswer }) =>
    (aaAnswer && row.querySelector(`[name$="-${aaAnswer}"]`)?.closest("[data-contentpath]")) || row;

  // On a small screen the side panel lies over the form.
  const uncover = (link) => {
    if (link.closest("[data-side-panel]") && matchMedia("(max-width: 50rem)").matches) {
      document.querySelector("[data-form-side-close-button]").click();
    }
  };

  const follow = (event) => {
    const link = event.target.closest("a[data-aa-add], a[href*=':w:contentpath=']");
    if (!link) return;
    const name = link.dataset.aaAdd ?? link.hash.split("=")[1];
    const rows = document.getElementById(`id_${name}-FORMS`);
    const row = rows && rowsOf(name)[link.dataset.aaRow];
    const place = rows?.parentElement ?? document.querySelector(`[data-contentpath="${name}"]`);
    if (!place) return;
    event.preventDefault();
    uncover(link);
    if (!link.dataset.aaAdd) return show(row ? placeInRow(row, link.dataset) : place);
    openTabOf(place);
    document.getElementById(`id_${name}-ADD`).click();
  };

  // An automatic save renders what is missing anew; the number on its button is ours to change.
  const countMissing = () => {
    const missing = document.querySelector("[data-aa-blocking]")?.dataset.aaBlocking;
    const counter = document.querySelector(
      "[data-side-panel-toggle=completeness] [data-side-panel-toggle-counter]",
    );
    if (!counter || missing === undefined) return;
    counter.textContent = missing;
    counter.hidden = missing === "0";
  };

  // The rich text editor gives its field no name: that of its label, or of its panel, is its own.
  const nameEditor = (editor) => {
    if (editor.hasAttribute("aria-labelledby")) return;
    const label = editor.closest("[data-field-wrapper]")?.querySelector(".w-field__label[id]");
    const name = label?.id ?? editor.closest("[data-panel]")?.getAttribute("aria-labelledby");
    if (name) editor.setAttribute("aria-labelledby", name);
  };

  // Wagtail builds its rows once the page is loaded: this comes after.
  window.addEventListener("load", () => {
    for (const name of Object.keys(said)) {
      describe(name);
      rowsOf(name).forEach(close);
    }
    document.querySelectorAll("[data-aa-count]").forEach(count);
    document.querySelectorAll(".public-DraftEditor-content").forEach(nameEditor);
    const fault = document.querySelector('.w-tabs__panel [aria-invalid="true"]');
    if (fault) show(fault.parentElement);
  });
  const describeAround = (event) => {
    const name = event.target.closest?.('[id$="-FORMS"]')?.id.match(/^id_([a-z_]+)-/)?.[1];
    if (name in said) setTimeout(() => describe(name)); // a chooser shows its choice afterwards
  };
  for (const type of ["input", "change", "w-formset:added", "w-formset:removed"]) {
    document.addEventListener(type, describeAround);
  }
  document.addEventListener("click", follow);
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(".public-DraftEditor-content")) nameEditor(target);
  });
  document.addEventListener("w-autosave:success", () => setTimeout(countMissing, 100));
})();
