// Two pictures laid over each other, parted by a limit that the reader moves.
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

for (const pair of document.querySelectorAll("[data-pair]")) {
  const sides = pair.querySelector(".pair-sides");
  const controls = pair.querySelector(".compare");
  const [label, apart, limit] = controls.children;
  const show = () => {
    const before = Number(limit.value);
    sides.style.setProperty("--cut", `${before}%`);
    limit.setAttribute("aria-valuetext", filled(limit.dataset.words, { before, after: 100 - before }));
  };
  limit.addEventListener("input", show);
  for (const event of ["pointerdown", "pointermove"]) {
    sides.addEventListener(event, ({ buttons, clientX, target }) => {
      const frame = target.closest(".photo-frame");
      if (!frame || !buttons || !sides.classList.contains("split")) return;
      const { left, width } = frame.getBoundingClientRect();
      limit.value = (100 * (clientX - left)) / width;
      show();
    });
  }
  apart.addEventListener("click", () => {
    const laidOver = sides.classList.toggle("split");
    apart.setAttribute("aria-pressed", !laidOver);
    label.hidden = limit.hidden = !laidOver;
  });
  sides.classList.add("split");
  controls.hidden = false;
  show();
}

// Each photo as large as the window: without this script, its link opens the file.
const viewer = document.querySelector(".viewer");
const links = [...document.querySelectorAll(".photo-full")];
let shown = 0;

const enlarge = (number) => {
  shown = (number + links.length) % links.length;
  const photo = links[shown].closest(".photo");
  const picture = new Image();
  picture.src = links[shown].href;
  picture.alt = photo.querySelector("img").alt;
  const caption = photo.querySelector("figcaption").cloneNode(true);
  const description = document.createElement("p");
  description.textContent = picture.alt;
  description.setAttribute("aria-hidden", "true"); // heard already, with the picture
  caption.querySelector(".photo-full").replaceWith(description);
  const drawing = photo.querySelector(".tag-drawing");
  if (drawing) caption.prepend(drawing.cloneNode(true));
  viewer.querySelector("figure").replaceChildren(picture, caption);
  const counter = viewer.querySelector("output");
  counter.value = filled(counter.dataset.words, { number: shown + 1, count: links.length });
  if (!viewer.open) viewer.showModal();
};

links.forEach((link, number) => {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // to another tab, as asked
    event.preventDefault();
    enlarge(number);
  });
  const frame = link.closest(".photo").querySelector(".photo-frame");
  frame.classList.add("opens");
  frame.addEventListener("click", () => {
    if (!frame.closest(".split")) link.click();
  });
});
for (const button of viewer.querySelectorAll("[data-step]")) {
  button.hidden = links.length < 2;
  button.addEventListener("click", () => enlarge(shown + Number(button.dataset.step)));
}
viewer.querySelector("[autofocus]").addEventListener("click", () => viewer.close());
viewer.addEventListener("keydown", ({ key }) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step) enlarge(shown + step);
});
