// Photos dropped or chosen in the form of a sheet: sent one by one, put in rows, then asked about.
(() => {
  const BEFORE = /avant|before/i;
  const AFTER = /apr[eè]s|after/i;
  const form = () => document.querySelector("form[data-edit-form]");
  const zones = () => [...document.querySelectorAll("[data-aa-drop]")];
  const token = () => form().elements.csrfmiddlewaretoken.value;
  const nextFrame = () => new Promise(requestAnimationFrame);

  // Sending.

  const fault = (file, { dataset }) => {
    const kind = file.name.split(".").pop().toLowerCase();
    if (!dataset.kinds.split(",").includes(kind)) return dataset.wrongKind;
    return file.size > Number(dataset.heaviest) ? dataset.tooHeavy : "";
  };

  const answerOf = (request, { dataset }) => {
    const said = { 0: dataset.lost, 403: dataset.refused, 413: dataset.tooHeavy };
    try {
      const answer = JSON.parse(request.responseText);
      if (request.status === 201) return { photo: answer };
      if (request.status === 422) return { error: answer.error };
    } catch {
      // An answer of a proxy, or the page where people sign in: no JSON.
    }
    return { error: said[request.status] ?? dataset.failed };
  };

  const post = (file, zone, bar) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", zone.dataset.url);
      request.setRequestHeader("X-CSRFToken", token());
      request.upload.onprogress = ({ loaded, total }) => (bar.value = loaded / total);
      request.onloadend = () => resolve(answerOf(request, zone));
      const body = new FormData();
      body.append("file", file);
      request.send(body);
    });

  const line = (file, zone) => {
    const item = document.createElement("li");
    const bar = document.createElement("progress");
    const said = document.createElement("span");
    item.append(`${file.name} `, bar, said);
    bar.setAttribute("aria-label", file.name);
    zone.querySelector(".aa-sendings").append(item);
    return { item, bar, said };
  };

  const send = async (file, zone) => {
    const { item, bar, said } = line(file, zone);
    const early = fault(file, zone);
    const { photo, error } = early ? { error: early } : await post(file, zone, bar);
    bar.remove();
    item.classList.toggle("aa-fault", Boolean(error));
    said.textContent = `: ${error ?? zone.dataset.sent}`;
    zone.querySelector("[role=status]").textContent = item.textContent;
    return photo;
  };

  // Rows.

  const fill = async (chooser, photo) => {
    while (!chooser.widget) await nextFrame(); // Wagtail makes it once the row is in the page
    chooser.widget.setStateFromModalData(photo);
  };

  const addRow = (name) => {
    document.getElementById(`id_${name}-ADD`).click();
    const last = document.getElementById(`id_${name}-TOTAL_FORMS`).value - 1;
    return (field) => document.getElementById(`id_${name}-${last}-${field}-chooser`);
  };

  // « hall-avant » and « hall-après » belong together; without such words the older comes before.
  const inPairs = (files) => {
    const name = (file) => file.name.normalize("NFC");
    const place = (file) => name(file).replace(BEFORE, "").replace(AFTER, "");
    const isLater = (one, other) =>
      AFTER.test(name(one)) || BEFORE.test(name(other)) || one.lastModified > other.lastModified;
    const sorted = [...files].sort((one, other) => place(one).localeCompare(place(other)));
    const pairs = [];
    while (sorted.length) pairs.push(sorted.splice(0, 2));
    return pairs.map(([one, other]) =>
      other && !BEFORE.test(name(one)) && isLater(one, other) ? [other, one] : [one, other],
    );
  };

  const receive = {
    async photo_pairs(files, zone) {
      const received = [];
      for (const pair of inPairs(files)) {
        const photos = [];
        for (const file of pair.filter(Boolean)) photos.push(await send(file, zone));
        if (!photos.some(Boolean)) continue;
        const chooser = addRow("photo_pairs");
        if (photos[0]) await fill(chooser("before"), photos[0]);
        if (photos[1]) await fill(chooser("after"), photos[1]);
        received.push(...photos);
      }
      return received;
    },
    async gallery(files, zone) {
      const received = [];
      for (const file of files) {
        const photo = await send(file, zone);
        if (photo) await fill(addRow("gallery")("photo"), photo);
        received.push(photo);
      }
      return received;
    },
  };

  const take = async (files, place) => {
    const zone = place.closest("[data-aa-drop]");
    const photos = zone
      ? await receive[zone.dataset.aaDrop]([...files], zone)
      : [await send(files[0], zoneNear(place))];
    if (!zone && photos[0]) await fill(place, photos[0]);
    ask(photos.filter(Boolean).map(({ id }) => id));
  };

  const zoneNear = (place) =>
    place.closest('[role="tabpanel"]').querySelector("[data-aa-drop]") ?? zones()[0];

  const swap = (row, zone) => {
    const [before, after] = ["before", "after"].map((side) => ({
      chooser: row.querySelector(`[id$="-${side}-chooser"]`).widget,
      text: row.querySelector(`[name$="-${side}_alt"]`),
    }));
    const states = [before.chooser.getState(), after.chooser.getState()];
    before.chooser.setState(states[1]);
    after.chooser.setState(states[0]);
    [before.text.value, after.text.value] = [after.text.value, before.text.value];
    zone.querySelector("[role=status]").textContent = zone.dataset.swapped;
  };

  const offerSwap = () => {
    const zone = document.querySelector("[data-aa-drop=photo_pairs]");
    for (const row of document.querySelectorAll("#id_photo_pairs-FORMS > *")) {
      if (row.querySelector(".aa-swap")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary aa-swap";
      button.textContent = zone.dataset.swap;
      button.addEventListener("click", () => swap(row, zone));
      row.querySelector(".aa-beside").after(button);
    }
  };

  // Texts, one photo after the other.

  let dialog, asked, opener;

  const open = () => {
    if (dialog) return dialog;
    dialog = document.createElement("dialog");
    dialog.className = "aa-steps";
    dialog.setAttribute("aria-labelledby", "aa-steps-title");
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      keep(next);
    });
    dialog.addEventListener("click", (event) => {
      const button = event.target.closest("[data-aa-steps]");
      if (button) steps[button.dataset.aaSteps](button);
    });
    dialog.addEventListener("change", showAgreement);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault(); // what was typed is kept first
      steps.close();
    });
    return document.body.appendChild(dialog);
  };

  const answers = () => new URLSearchParams(new FormData(dialog.querySelector("form"))).toString();
  const answer = (name) => dialog.querySelector(`[name$="-${name}"]`);

  const showAgreement = () => {
    const agreement = dialog.querySelector("[data-aa-shown-for]");
    if (agreement) agreement.hidden = answer("people").value !== agreement.dataset.aaShownFor;
  };

  const put = (html) => {
    dialog.innerHTML = html;
    if (!dialog.open) dialog.showModal();
    asked.initial = answers();
    showAgreement();
    (dialog.querySelector('[aria-invalid="true"]') ?? dialog.querySelector("h2")).focus();
  };

  const next = async () => {
    const key = asked.keys[asked.rank++];
    if (!key) return end();
    const { dataset } = zones()[0];
    const query = `?rank=${asked.rank}&total=${asked.keys.length}`;
    const response = await fetch(dataset.texts.replace("/0/", `/${key}/`) + query).catch(() => null);
    if (response?.ok && !response.redirected) return put(await response.text());
    return next(); // a photo that this person may not change
  };

  const keep = async (then) => {
    const shown = dialog.querySelector("form");
    const request = { method: "POST", body: new FormData(shown) };
    const response = await fetch(shown.action, request).catch(() => null);
    if (response?.status === 204) return then();
    if (response?.status === 422) return put(await response.text());
    const { lost, failed } = zones()[0].dataset;
    const said = dialog.querySelector("[role=alert]") ?? document.createElement("p");
    said.setAttribute("role", "alert");
    said.className = "error-message";
    said.textContent = response ? failed : lost;
    dialog.querySelector("footer").prepend(said);
  };

  // Nothing could be asked: a photo of somebody else's is replaced where the sheet shows it.
  const leadToField = () => {
    if (!opener?.dataset.aaPhoto) return;
    delete opener.dataset.aaPhoto;
    opener.click();
  };

  const leave = (then) => (answers() === asked.initial ? then() : keep(then));

  const end = () => {
    if (!dialog.open) return leadToField();
    dialog.close();
    opener?.focus();
    // The sheet is saved again, which brings up to date what it lacks.
    const detail = { type: "edits" };
    const event = new CustomEvent("w-unsaved:add", { detail, bubbles: true, cancelable: true });
    form().dispatchEvent(event);
  };

  const steps = {
    close: () => leave(end),
    later: () => leave(next),
    repeat({ dataset }) {
      answer("credit").value = dataset.credit;
      answer("licence").value = dataset.licence;
    },
  };

  const ask = (keys) => {
    if (!keys.length) return;
    open();
    opener = document.activeElement;
    asked = { keys: [...new Set(keys)], rank: 0, initial: "" };
    next();
  };

  // Listening.

  const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const placeOf = (event) => event.target.closest?.("[data-aa-drop], .image-chooser");
  const light = (place) => {
    for (const lit of document.querySelectorAll(".aa-over")) lit.classList.remove("aa-over");
    place?.classList.add("aa-over");
  };

  document.addEventListener("dragover", (event) => {
    if (!holds(event)) return;
    event.preventDefault(); // a file dropped beside must not replace the page, and what it holds
    light(placeOf(event));
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget ?? light());
  document.addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    light();
    const place = placeOf(event);
    if (place && zones().length) take(event.dataTransfer.files, place);
  });
  document.addEventListener("change", (event) => {
    const input = event.target.closest?.("[data-aa-drop] input[type=file]");
    if (!input) return;
    take(input.files, input);
    input.value = "";
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-aa-photo]");
    if (!link || !zones().length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const others = [...document.querySelectorAll("a[data-aa-photo]")];
    ask([link, ...others].map(({ dataset }) => dataset.aaPhoto));
    opener = link;
  });
  document.addEventListener("w-formset:added", offerSwap);
  window.addEventListener("load", offerSwap);
})();
