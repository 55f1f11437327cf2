// The list refreshed in place: the page that a link or the form leads to is fetched, and its parts
// marked `data-part` take the place of those shown. Where that fails the address is gone to.
const form = document.getElementById("recherche");
const panel = document.getElementById("filtres");
const results = document.getElementById("resultats");
const heading = results.querySelector("h2");
const words = form.elements.q;
const current = () => location.pathname + location.search;

let shown = current();
let whole = new URLSearchParams(location.search).get("facette"); // the facet given whole
let sought = ""; // what its values are narrowed by
let request;

const read = async (address) => {
  request?.abort();
  request = new AbortController();
  const url = new URL(address, location);
  url.searchParams.delete("facette");
  if (whole) url.searchParams.set("facette", whole);
  const response = await fetch(url, { signal: request.signal });
  if (!response.ok) throw new Error(response.status);
  return new DOMParser().parseFromString(await response.text(), "text/html");
};

const summaries = () => [...panel.querySelectorAll("summary")];
const group = (summary) => summary.parentElement.querySelector("[role=group]");

const show = (page) => {
  // Facets stay folded or not, and scrolled, as the reader left them.
  const scrolled = summaries().map((summary) => [summary.id, group(summary).scrollTop]);
  for (const { id, parentElement } of summaries()) {
    const facet = page.getElementById(id)?.parentElement;
    if (facet) facet.open = parentElement.open;
  }
  document.title = page.title;
  for (const part of document.querySelectorAll("[data-part]")) {
    part.replaceChildren(...page.getElementById(part.id).childNodes);
  }
  const fresh = page.getElementById(form.id);
  for (const kept of form.querySelectorAll("[type=hidden]")) kept.remove();
  form.append(...fresh.querySelectorAll("[type=hidden]"));
  if (document.activeElement !== words) words.value = fresh.elements.q.value;
  offerToFind();
  for (const [id, top] of scrolled) {
    const summary = document.getElementById(id);
    if (summary) group(summary).scrollTop = top;
  }
};

const refresh = async (address, then) => {
  results.ariaBusy = true;
  try {
    show(await read(address));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
    return; // what took its place tells when it is done
  }
  results.ariaBusy = false;
  then();
};

const go = (address, then) =>
  refresh(address, () => {
    history.replaceState({ top: scrollY }, "");
    history.pushState(null, "", address);
    shown = current();
    then();
  });

// Returns what puts the focus back on the control used, where it was on the screen; on the
// following filter in force if it removed one; on the heading if nothing of it is left.
const stayOn = (control) => {
  const part = control.closest("[data-part]");
  if (!part) return () => {};
  const place = [...part.querySelectorAll("a")].indexOf(control);
  const { top } = control.getBoundingClientRect();
  const same = control.name
    ? `[name="${control.name}"][value="${CSS.escape(control.value)}"]`
    : `[href="${CSS.escape(control.getAttribute("href"))}"]`;
  return () => {
    const following = part.id === "chips" && part.querySelectorAll("a")[place];
    const found = part.querySelector(same) || following;
    (found || heading).focus({ preventScroll: true });
    if (panel.contains(part)) showStart();
    if (!found) return;
    const moved = found.getBoundingClientRect().top - top;
    (panel.contains(part) ? panel : window).scrollBy({ top: moved, behavior: "instant" });
  };
};

const showStart = () => {
  if (results.getBoundingClientRect().top < 0) results.scrollIntoView({ behavior: "instant" });
};

const toResults = () => {
  heading.focus({ preventScroll: true });
  showStart();
};

const ask = (then) => {
  const pairs = [...new FormData(form)].filter(([, value]) => value);
  go(`${location.pathname}?${new URLSearchParams(pairs)}`.replace(/\?$/, ""), then);
};

const isPlain = (event) =>
  !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const isPanelOpen = panel.contains(document.activeElement);
  if (isPanelOpen) panel.hidePopover?.();
  ask(isPanelOpen ? toResults : () => {});
});

results.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || !isPlain(event)) return;
  if (link.host !== location.host || link.pathname !== location.pathname) return;
  event.preventDefault();
  go(link.href, link.closest("[data-pages]") ? toResults : stayOn(link));
});

panel.addEventListener("change", ({ target }) => {
  if (target.form === form) ask(stayOn(target));
});

// The button that opened the panel may have been replaced since.
panel.addEventListener("toggle", ({ newState }) => {
  const { activeElement: held, body } = document;
  if (newState === "closed" && (held === body || panel.contains(held))) {
    results.querySelector("[popovertarget]").focus();
  }
});

addEventListener("popstate", ({ state }) => {
  if (current() === shown) return; // to an anchor of the page shown
  shown = current();
  words.blur();
  refresh(location.href, () => scrollTo({ top: state?.top ?? 0, behavior: "instant" }));
});

// A facet of many values is given whole, with a box to narrow them.
const folded = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/œ/g, "oe")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const narrow = (box) => {
  const said = box.parentElement.querySelector("output");
  const values = [...box.closest("details").querySelectorAll("[role=group] label")];
  const parts = folded(box.value).split(" ");
  for (const value of values) {
    const text = folded(value.childNodes[1].data);
    value.hidden = !parts.every((part) => text.includes(part));
  }
  const count = values.filter((value) => !value.hidden).length;
  said.value = said.dataset.words.replace("{shown}", count).replace("{count}", values.length);
};

const offerToFind = () => {
  for (const find of panel.querySelectorAll(".facet-find")) {
    const box = find.querySelector("input");
    find.hidden = false;
    box.value = sought;
    narrow(box);
  }
};

panel.addEventListener("input", ({ target }) => {
  if (target.type !== "search") return;
  sought = target.value;
  narrow(target);
});

panel.addEventListener("click", (event) => {
  const link = event.target.closest("[data-facet]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  const { id } = link.closest("details").querySelector("summary");
  whole = link.dataset.facet;
  sought = "";
  refresh(location.href, () => {
    document.getElementById(id).parentElement.querySelector("[type=search], [data-facet]").focus();
  });
});

offerToFind();
