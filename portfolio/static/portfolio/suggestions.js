// What a search field suggests: a combobox and its list, as ARIA 1.2 has them.
// Without this script, or without an answer, the field is a plain one.
const PAUSE = 150; // milliseconds after which somebody is not typing the next letter
const SHORTEST = 2;

const set = (element, attributes) => {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
};
const add = (parent, tag, attributes, text = "") => {
  const element = parent.appendChild(document.createElement(tag));
  set(element, attributes);
  element.append(text);
  return element;
};

for (const input of document.querySelectorAll("[data-suggestions]")) {
  const id = `${input.id}-suggestions`;
  const label = input.labels[0].textContent;
  const list = add(input.parentNode, "div", { id, role: "listbox", "aria-label": label, class: "suggestions" });
  const said = add(input.parentNode, "p", { role: "status", class: "vh" });
  let options = [];
  let chosen = -1; // the field itself
  let timer;
  let asked;

  const choose = (place) => {
    options[chosen]?.removeAttribute("aria-selected");
    input.removeAttribute("aria-activedescendant");
    const option = options[(chosen = place)];
    if (!option) return;
    set(option, { "aria-selected": true });
    set(input, { "aria-activedescendant": option.id });
    option.scrollIntoView({ block: "nearest" });
  };
  const show = (open) => {
    choose(-1);
    list.hidden = !open;
    set(input, { "aria-expanded": open });
  };
  const stop = () => {
    clearTimeout(timer);
    asked?.abort();
  };
  const close = () => {
    stop();
    show(false);
  };
  const fill = ({ groups, said: count }) => {
    list.replaceChildren();
    for (const [rank, { title, suggestions }] of groups.entries()) {
      const group = add(list, "div", { role: "group", "aria-labelledby": `${id}-${rank}` });
      add(group, "span", { id: `${id}-${rank}` }, title);
      for (const [place, { label, url, kind }] of suggestions.entries()) {
        const option = { id: `${id}-${rank}-${place}`, role: "option", href: url, tabindex: -1 };
        const link = add(group, "a", option, label);
        if (kind) add(link, "small", {}, kind);
      }
    }
    choose(-1);
    options = [...list.querySelectorAll("a")];
    said.textContent = count;
    show(options.length > 0);
  };
  const ask = async () => {
    stop();
    if (input.value.trim().length < SHORTEST) return show(false);
    asked = new AbortController();
    try {
      const response = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(input.value)}`, asked);
      if (response.ok) fill(await response.json());
    } catch {
      // Another letter was typed meanwhile, or nobody answers.
    }
  };
  const moves = {
    ArrowDown: () => ((chosen + 2) % (options.length + 1)) - 1,
    ArrowUp: () => ((chosen + options.length + 1) % (options.length + 1)) - 1,
    Home: () => Math.min(chosen, 0),
    End: () => (chosen < 0 ? chosen : options.length - 1),
  };

  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id });
  show(false);
  input.addEventListener("input", () => {
    stop();
    choose(-1);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const { key, isComposing } = event;
    if (isComposing) return;
    if (list.hidden) return void (key === "ArrowDown" && ask());
    const place = moves[key]?.() ?? chosen;
    if (key === "Escape") close();
    else if (key === "Enter" && chosen >= 0) options[chosen].click();
    else if (place !== chosen) choose(place);
    else return; // to the field, as ever
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close); // the page may stay
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", close);
}
