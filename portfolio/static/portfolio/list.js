// The list refreshed in place. What its links and its form lead to is fetched, and the parts of
// that page marked `data-part` take the place of those shown. Without this script, or where
// something fails, the same addresses are simply gone to.
const form = document.getElementById("recherche");
const panel = document.getElementById("filtres");
const results = document.getElementById("resultats");
const heading = results.querySelector("h2");
const words = form.elements.q;
const addressShown = () => location.pathname + location.search;

let whole = new URLSearchParams(location.search).get("facette"); // the facet offered whole
let sought = ""; // what its values are narrowed by
let shown = addressShown();
let request;

const isPanelOpen = () => CSS.supports("selector(:popover-open)") && panel.matches(":popover-open");

const asked = () => {
  const pairs = [...new FormData(form)].filter(([, value]) => value);
  return `${location.pathname}${pairs.length ? "?" : ""}${new URLSearchParams(pairs)}`;
};

const read = async (address) => {
  request?.abort();
  request = new AbortController();
  const url = new URL(address, location);
  url.searchParams.delete("facette");
  if (whole) url.searchParams.set("facette", whole);
  const response = await fetch(url, { signal: request.signal });
  if (!response.ok) throw new Error(response.statusText);
  return new DOMParser().parseFromString(await response.text(), "text/html");
};

// Returns a function that finds, in the parts as they are then, the control used or what follows it.
const tracked = (control) => {
  const part = control.closest("[data-part]");
  if (!part) return () => control;
  const place = [...part.querySelectorAll("a")].indexOf(control);
  const same = control.name
    ? `[name="${control.name}"][value="${CSS.escape(control.value)}"]`
    : control.id
      ? `#${control.id}`
      : `[href="${CSS.escape(control.getAttribute("href"))}"]`;
  return () =>
    part.querySelector(same) ?? (part.id === "chips" && part.querySelectorAll("a")[place]) ?? null;
};

// Facets stay folded or not, and scrolled, as the reader left them.
const keepFacets = (page) => {
  const scrolled = [...panel.querySelectorAll("summary")].map(({ id, parentElement: facet }) => {
    const fresh = page.getElementById(id)?.parentElement;
    if (fresh) fresh.open = facet.open;
    return [fresh, facet.querySelector("[role=group]").scrollTop];
  });
  return () => {
    for (const [facet, top] of scrolled) {
      if (facet) facet.querySelector("[role=group]").scrollTop = top;
    }
  };
};

const show = (page) => {
  const scrollFacets = keepFacets(page);
  document.title = page.title;
  for (const part of document.querySelectorAll("[data-part]")) {
    part.replaceChildren(...page.getElementById(part.id).childNodes);
  }
  for (const hidden of form.querySelectorAll("[type=hidden]")) hidden.remove();
  const fresh = page.getElementById(form.id);
  form.append(...fresh.querySelectorAll("[type=hidden]"));
  if (document.activeElement !== words) words.value = fresh.elements.q.value;
  offerToFind();
  scrollFacets();
};

const refresh = async (address, place) => {
  results.setAttribute("aria-busy", "true");
  try {
    show(await read(address));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
    return; // the request that took its place says when it is done
  }
  results.removeAttribute("aria-busy");
  place?.();
};

// Puts the focus back on the control used, where it was on the screen.
const stay = (control) => {
  const again = tracked(control);
  const { top } = control.getBoundingClientRect();
  return () => {
    const found = again() || heading;
    found.focus({ preventScroll: true });
    const moved = found.getBoundingClientRect().top - top;
    if (found !== heading) {
      (isPanelOpen() ? panel : window).scrollBy({ top: moved, behavior: "instant" });
    }
  };
};

const toResults = () => {
  heading.focus({ preventScroll: true });
  results.scrollIntoView({ behavior: "instant" });
};

const go = (address, place) =>
  refresh(address, () => {
    history.replaceState({ top: scrollY }, "");
    history.pushState(null, "", address);
    shown = addressShown();
    place();
  });

const isPlain = (event) =>
  !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wasOpen = isPanelOpen();
  if (wasOpen) panel.hidePopover();
  go(asked(), wasOpen ? toResults : stay(document.activeElement));
});

panel.addEventListener("change", ({ target }) => {
  if (target.form === form) go(asked(), stay(target));
});

results.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || !isPlain(event)) return;
  if (link.host !== location.host || link.pathname !== location.pathname) return;
  event.preventDefault();
  go(link.href, link.closest(".pages") ? toResults : stay(link));
});

addEventListener("popstate", ({ state }) => {
  if (addressShown() === shown) return; // only the anchor changed
  shown = addressShown();
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
    .replace(/[^\p{L}\p{N}]+/gu, " ");

const narrow = (box) => {
  const said = box.parentElement.querySelector("output");
  const values = [...box.closest("details").querySelectorAll("[role=group] label")];
  const parts = folded(box.value).trim().split(" ");
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
    const facet = document.getElementById(id).parentElement;
    facet.querySelector("[type=search], [data-facet]").focus({ preventScroll: Boolean(whole) });
  });
});

// The button that opened the panel may have been replaced since.
panel.addEventListener("toggle", ({ newState }) => {
  if (newState === "closed" && document.activeElement === document.body) {
    results.querySelector("[popovertarget]").focus();
  }
});

offerToFind();
