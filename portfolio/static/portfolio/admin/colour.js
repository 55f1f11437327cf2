// A colour picker beside each field that holds a colour as text. The text stays what is sent.
const HEX = /^#[0-9a-f]{6}$/i;

function addPicker(field) {
  const picker = document.createElement("input");
  picker.type = "color";
  picker.className = "aa-colour";
  picker.setAttribute("aria-label", field.labels[0]?.textContent.trim() || field.name);
  const follow = () => {
    picker.classList.toggle("aa-colour-none", !HEX.test(field.value));
    if (HEX.test(field.value)) picker.value = field.value;
  };
  field.addEventListener("input", follow);
  picker.addEventListener("input", () => {
    field.value = picker.value;
    // What watches the form, the preview among them, hears of it as if it had been typed.
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  follow();
  field.after(picker);
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("input[data-colour]").forEach(addPicker);
});
