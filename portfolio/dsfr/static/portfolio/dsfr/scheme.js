// Light or dark before the first paint: the design system's own script comes after it.
// Without this script the pages are light, and the style sheet opens what scripts would open.
Object.assign(document.documentElement.dataset, {
  frScheme: "system",
  frTheme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
});
window.dsfr = { production: true }; // keeps its diary out of the readers' console
