// The field at the end of the notes, or in the place of a line that is changed.
// What stands in it is kept on this computer too, so that closing the page loses nothing.

import { newKey } from "./notes-keep.js";

const BEAT = 4_000; // milliseconds between two signs that this tab still holds its draft

export class Field {
  // `on` holds save(line), clear(line), undo() and go(from, step).
  constructor({ form, writing, lines, keep, offers, on }) {
    Object.assign(this, { form, writing, lines, keep, offers, on });
    this.area = form.elements.text;
    this.line = null;
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.area.addEventListener("input", () => this.typed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    window.addEventListener("pagehide", () => this.keepDraft(true));
    setInterval(() => this.keepDraft(false), BEAT);
    this.begin();
    this.goOn();
  }

  get changed() {
    return this.area.value.trim() !== this.line.was.trim();
  }

  // A new line; or one that was half typed when the page was closed.
  begin() {
    const draft = this.keep.orphan((one) => !one.changes);
    delete this.writing.dataset.changes;
    this.lines.list.append(this.writing);
    this.open({ key: draft?.key ?? newKey(), seen: 0, was: "", changes: false }, draft?.text ?? "");
  }

  // Go on with a change that was half typed when the page was closed.
  goOn() {
    const draft = this.keep.orphan((one) => one.changes && this.lines.get(one.key));
    if (draft) this.edit(this.lines.get(draft.key), draft);
  }

  edit(item, draft = null) {
    if (this.line?.key === item.dataset.key) return this.area.focus();
    this.leave();
    const { key, text, version } = item.dataset;
    const seen = draft?.seen ?? Number(version);
    this.open({ key, seen, was: text, changes: true }, draft?.text ?? text);
    this.writing.dataset.changes = "yes";
    item.hidden = true;
    item.after(this.writing);
    this.area.focus();
  }

  open(line, text) {
    this.line = line;
    this.area.value = text;
    this.fit();
    this.typed();
  }

  // Leave a line that is changed; what was typed is saved, not lost.
  leave() {
    if (this.line.changes && this.changed) this.save();
    else if (this.line.changes) this.back();
    else this.keepDraft(true);
  }

  back() {
    const item = this.lines.get(this.line.key);
    if (item) item.hidden = false;
    this.keep.drop("draft", this.line.key);
    this.begin();
  }

  save() {
    const line = { ...this.line, text: this.area.value.trim() };
    const changed = this.changed;
    this.offers.close();
    this.area.value = this.line.was;
    this.back();
    if (!line.text && line.changes) this.on.clear(line);
    else if (line.text && changed) this.on.save(line);
    this.area.focus();
  }

  typed() {
    this.fit();
    this.keepDraft(false);
    this.on.typing?.(this.area.value);
  }

  fit() {
    this.area.rows = Math.max(1, this.area.value.split("\n").length);
  }

  keepDraft(closed) {
    if (!this.line) return;
    const { key, seen, changes } = this.line;
    if (!this.changed) return this.keep.drop("draft", key);
    const at = Date.now();
    this.keep.put("draft", key, { key, seen, changes, text: this.area.value, at, closed, order: at });
  }

  // Put the word that makes a record before what is typed, in place of another one.
  lead(word, leadOf) {
    const [, rest] = leadOf(this.area.value);
    this.area.value = word + rest.trimStart();
    this.area.focus();
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  key(event) {
    if (event.isComposing || this.offers.key(event)) return;
    const act = this.actOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  actOf(event) {
    const { value, selectionStart: start, selectionEnd: end } = this.area;
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Enter" && plain) return () => this.save();
    if (event.key === "Escape") return () => this.escape();
    if (event.key === "ArrowUp" && plain && !value.slice(0, start).includes("\n")) return () => this.go(-1);
    if (event.key === "ArrowDown" && plain && !value.slice(end).includes("\n")) return () => this.go(1);
    const undo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    return undo && !this.changed ? () => this.on.undo() : null;
  }

  escape() {
    if (!this.line.changes) return;
    this.area.value = this.line.was;
    const { key } = this.line;
    this.back();
    this.lines.get(key)?.focus();
  }

  go(step) {
    const around = [...this.lines.list.children].filter((item) => !item.hidden);
    const target = around[around.indexOf(this.writing) + step];
    if (!target) return;
    const { key } = target.dataset;
    if (this.line.changes) this.leave();
    (this.lines.get(key) ?? this.area).focus();
  }
}
