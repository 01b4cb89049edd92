// Keeps what a person types in textarea[data-autosave] on this device until it is stored.
// A kept text is cleared when the form was sent and the next page shows that it arrived:
// a notice marked data-saved, or another page reached from the form.

const PREFIX = "thirdspace-typed";
const EVERY = 400; // milliseconds between two writes

function keyOf(area) {
  return [PREFIX, document.body.dataset.person, location.pathname, area.dataset.autosave].join("|");
}

function read(key) {
  return JSON.parse(localStorage.getItem(key) ?? "null");
}

function write(key, entry) {
  localStorage.setItem(key, JSON.stringify(entry));
}

function arrived(key, entry) {
  const path = key.split("|")[2];
  const here = path === location.pathname;
  const from = document.referrer && new URL(document.referrer).pathname;
  const saved = document.querySelector("[data-saved]") && !document.querySelector("[data-problem]");
  return entry.sent && (saved || (!here && from === path && !document.querySelector("[data-problem]")));
}

function clearWhatArrived() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && arrived(key, read(key))) localStorage.removeItem(key);
  }
}

function note(area, entry, key) {
  const line = document.querySelector("#autosave-note").content.firstElementChild.cloneNode(true);
  const when = new Date(entry.when).toLocaleString(document.documentElement.lang, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  line.querySelector("time").textContent = when;
  line.querySelector("button").addEventListener("click", () => {
    area.value = area.defaultValue;
    localStorage.removeItem(key);
    line.remove();
    area.focus();
  });
  area.insertAdjacentElement("afterend", line);
}

function restore(area) {
  const key = keyOf(area);
  const entry = read(key);
  if (!entry || entry.text === area.value) return;
  area.value = entry.text;
  note(area, entry, key);
}

function keep(area) {
  let timer;
  const store = (sent) => {
    clearTimeout(timer);
    if (area.value === area.defaultValue && !sent) localStorage.removeItem(keyOf(area));
    else write(keyOf(area), { text: area.value, when: Date.now(), sent });
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(store, EVERY, false);
  });
  area.addEventListener("blur", () => area.value !== area.defaultValue && store(false));
  area.form?.addEventListener("submit", () => store(true));
}

clearWhatArrived();
for (const area of document.querySelectorAll("textarea[data-autosave]")) {
  restore(area);
  keep(area);
}
