// The notes of a meeting, typed by several people at once. Every line goes to this computer first
// (notes-keep), then to the server until it is stored (notes-send); what others type comes by
// asking every two seconds. The server says in words what a line became.

import { Field } from "./notes-field.js";
import { Keep, newKey } from "./notes-keep.js";
import { Lines } from "./notes-lines.js";
import { Offers, fold } from "./notes-offers.js";
import { Said } from "./notes-said.js";
import { ask, Sender, SignedOut, Unreachable } from "./notes-send.js";

const OFTEN = 2_000; // milliseconds between two looks
const SELDOM = 15_000; // while nobody looks at the page
const LONGEST = 30_000;

const setup = JSON.parse(document.querySelector("#notes-setup").textContent);
const { words, urls } = setup;
const one = (selector) => document.querySelector(selector);
const form = one("#line-form");
const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: setup.zone,
});
const time = (moment) => clock.format(new Date(moment));
const keep = new Keep(setup.person, setup.meeting);
const said = new Said({ place: one("#said"), notice: one("#notice"), two: one("#two-texts"), words, time });
const acts = []; // mine, newest last, to undo
const session = { token: form.elements.csrfmiddlewaretoken.value, refresh: () => takeIn() };
let change = setup.change;
let failures = 0;
let looking;

// --- Words --------------------------------------------------------------------------------------

const kinds = Object.entries(setup.words.kinds);

// The word that makes a record, the rest, and what it makes; ["", text, ""] for a plain line.
function leadOf(text) {
  const folded = fold(text.slice(0, 40));
  for (const [word, kind] of kinds) {
    const pattern = word.startsWith("/") ? new RegExp(`^\\s*${word}(?=\\s|$)`) : new RegExp(`^\\s*${word}\\s*:`);
    const found = pattern.exec(folded);
    if (found) return [text.slice(0, found[0].length).trim(), text.slice(found[0].length).trimStart(), kind];
  }
  return ["", text, ""];
}

function tell(text) {
  one("#told").textContent = text;
}

// --- Lines out ----------------------------------------------------------------------------------

const lines = new Lines({ list: one("#lines"), writing: one("#writing"), kept: one("#kept-line"), leadOf });

function waits(entry) {
  const kept = words.kept.replace("{time}", time(entry.typedAt));
  const state = entry.problem ? words.not_stored.replace("{why}", entry.problem) : kept;
  if (entry.act === "write") lines.wait(entry, state);
  else if (entry.act === "remove") lines.drop(entry.key);
  if (!keep.safe) said.unsafe();
}

function queue(act) {
  one("#no-lines")?.remove();
  waits(sender.queue({ ...act, typedAt: new Date().toISOString() }));
  if (said.since) said.offline(sender.waiting().length);
}

function write(key, text, seen) {
  queue({ act: "write", key, text, seen, item: one("[name=item]").value });
}

function remove(key, seen) {
  queue({ act: "remove", key, seen });
}

function stored(entry, told) {
  said.sent += 1;
  said.tellBack();
  const pending = keep.get("act", entry.key);
  if (pending) return waits(pending);
  if (!told.html) return lines.drop(entry.key);
  lines.take(told.html);
  const item = lines.get(entry.key);
  if (entry.act !== "write" || !item) return;
  const act = acts.findLast((mine) => mine.key === entry.key);
  if (act) act.version = Number(item.dataset.version);
  tell(words.became.replace("{text}", entry.text.slice(0, 60)).replace("{became}", item.querySelector(".became").innerText));
}

function refused(entry, problem) {
  if (entry.act === "write") return waits({ ...entry, problem });
  said.show("refused", words.refused, problem, "now");
  takeAll();
}

// Both texts stay on this computer until somebody says what stands.
function conflict(entry, told) {
  keep.put("both", entry.key, { entry, told, order: entry.order });
  lines.take(told.html);
  choose({ entry, told });
}

function choose({ entry, told }) {
  said.conflict(entry.key, told, (choice) => {
    keep.drop("both", entry.key);
    const seen = Number(lines.get(entry.key)?.dataset.version ?? 0);
    if (choice === "second" && entry.act === "remove") remove(entry.key, seen);
    else if (choice === "second") write(entry.key, entry.text, seen);
    else if (choice === "both" && entry.text) write(newKey(), entry.text, 0);
    field.area.focus();
  });
}

const sender = new Sender({
  keep, urls, session, person: setup.person,
  on: {
    stored,
    conflict,
    refused,
    reached: () => said.online(),
    unreachable: () => said.offline(sender.waiting().length),
    signedOut: () => said.signedOut(),
  },
});

// --- Lines in -----------------------------------------------------------------------------------

async function look() {
  clearTimeout(looking);
  try {
    await takeIn();
    failures = 0;
  } catch (error) {
    failures += 1;
    if (error instanceof SignedOut) said.signedOut();
    else if (error instanceof Unreachable) said.offline(sender.waiting().length);
    else throw error;
  } finally {
    const pause = Math.min((document.hidden ? SELDOM : OFTEN) * 2 ** failures, LONGEST);
    looking = setTimeout(look, pause);
  }
}

async function takeIn() {
  const { status, told } = await ask(`${urls.lines}?since=${change}`);
  if (status !== 200) throw new SignedOut();
  if (told.person !== setup.person) return said.otherPerson();
  session.token = told.token;
  const wasOut = said.since !== null;
  said.online();
  takeLines(told);
  if (lines.known().length !== told.standing) await takeAll();
  showHead(told);
  if (wasOut) sender.wake();
  else if (!sender.waiting().length) said.settle();
}

function takeLines(told) {
  // Older than what is here: an answer that came late.
  if (told.change < change) return;
  change = told.change;
  for (const item of lines.take(told.html)) {
    one("#no-lines")?.remove();
    if (keep.get("act", item.dataset.key) === null) said.came.push(item.dataset.by);
  }
  said.tellBack();
  for (const entry of keep.all("act")) waits(entry);
}

// A line was taken out, or its side keeps it to itself: see which are left.
async function takeAll() {
  const { told } = await ask(`${urls.lines}?since=0`);
  lines.keepOnly(told.html, told.change);
  takeLines(told);
}

function showHead(told) {
  for (const [name, text] of Object.entries({ ...told.head, counts: told.counts })) {
    const place = one(`[data-live="${name}"]`);
    if (place && place.textContent !== text) place.textContent = text;
  }
  for (const input of document.querySelectorAll("[name=item], [data-item]")) {
    input.value = told.head.item_id ?? "";
  }
}

// --- Typing -------------------------------------------------------------------------------------

const offers = new Offers({
  area: form.elements.text,
  list: one("#offer"),
  people: setup.people,
  words,
  say: tell,
  dated: () => leadOf(form.elements.text.value)[2] === "promise",
  days: async (typed) => {
    try {
      return (await ask(`${urls.offers}?q=${encodeURIComponent(typed)}`)).told.offers ?? [];
    } catch (error) {
      if (error instanceof Unreachable || error instanceof SignedOut) return []; // days can wait
      throw error;
    }
  },
});

const field = new Field({
  form, writing: one("#writing"), lines, keep, offers,
  on: {
    save(line) {
      acts.push({ key: line.key, before: line.changes ? line.was : null, version: line.seen });
      write(line.key, line.text, line.seen);
    },
    clear(line) {
      acts.push({ key: line.key, before: line.was, version: line.seen });
      remove(line.key, line.seen);
    },
    undo,
    typing(text) {
      const kind = leadOf(text)[2];
      const tag = one("#being-typed");
      tag.hidden = !kind;
      tag.lastElementChild.textContent = words.typing[kind] ?? "";
    },
  },
});

// Undo what one did last: a new line goes, a changed or cleared one is again as it was.
function undo() {
  const act = acts.pop();
  if (!act) return;
  if (act.before === null) remove(act.key, act.version);
  else write(act.key, act.before, act.version);
}

one("#lines").addEventListener("click", (event) => {
  const item = event.target.closest("[data-edit]")?.closest("li");
  if (item) field.edit(item);
});

one("#lines").addEventListener("keydown", (event) => {
  const item = event.target;
  if (!item.matches("#lines > li")) return;
  const all = lines.all();
  const next = { ArrowUp: all[all.indexOf(item) - 1] ?? item, ArrowDown: all[all.indexOf(item) + 1] ?? field.area, Escape: field.area }[event.key];
  if (next) next.focus();
  else if (event.key === "Enter") field.edit(item);
  else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) undo();
  else return;
  event.preventDefault();
});

one("#lines").addEventListener("submit", (event) => {
  if (!event.target.matches("[data-level]")) return;
  event.preventDefault();
  const { key } = event.target.elements;
  queue({ act: "level", key: key.value, level: event.submitter.value });
});

for (const button of document.querySelectorAll("[data-lead]")) {
  button.hidden = false;
  button.addEventListener("click", () => field.lead(words.leads[button.dataset.lead], leadOf));
}

window.addEventListener("online", look);
document.addEventListener("visibilitychange", () => document.hidden || look());

for (const entry of keep.all("act")) waits(entry);
for (const both of keep.all("both")) choose(both);
field.area.focus();
sender.wake();
look();
