// The list of lines: those the server knows in its order, then those kept here, then the field.

function parsed(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return [...holder.content.querySelectorAll("li[data-key]")];
}

export class Lines {
  constructor({ list, writing, kept, person, leadOf }) {
    Object.assign(this, { list, writing, kept, person, leadOf });
    for (const item of this.known()) this.ready(item);
  }

  known() {
    return [...this.list.querySelectorAll("li[data-place]")];
  }

  // All lines one can go to with the arrows.
  all() {
    return [...this.list.querySelectorAll(":scope > li[data-key]:not([hidden])")];
  }

  get(key) {
    return this.list.querySelector(`:scope > li[data-key="${CSS.escape(key)}"]`);
  }

  ready(item) {
    item.querySelector("[data-edit]").hidden = !this.writing;
    return item;
  }

  // Take over lines as the server has them; answer those that are new here.
  take(html) {
    return parsed(html).filter((item) => this.put(this.ready(item)));
  }

  put(item) {
    const now = this.get(item.dataset.key);
    // An answer that came late is older than what is here.
    if (Number(now?.dataset.change) > Number(item.dataset.change)) return false;
    const isNew = !now?.dataset.place;
    const focused = now?.contains(document.activeElement);
    item.hidden = Boolean(now?.hidden); // it is being changed
    now?.remove();
    const place = Number(item.dataset.place);
    const after = this.known().find((other) => Number(other.dataset.place) > place);
    this.list.insertBefore(item, after ?? this.firstKept() ?? this.end());
    if (focused) item.focus();
    return isNew;
  }

  firstKept() {
    return this.list.querySelector(":scope > li.kept:not([data-place])");
  }

  end() {
    return this.list.contains(this.writing) && !this.writing.dataset.changes ? this.writing : null;
  }

  // Drop what the server no longer shows this reader, as far as it has counted.
  keepOnly(html, change) {
    const keys = new Set(parsed(html).map((item) => item.dataset.key));
    for (const item of this.known()) {
      if (!keys.has(item.dataset.key) && Number(item.dataset.change) <= change) item.remove();
    }
  }

  drop(key) {
    this.get(key)?.remove();
  }

  // Show a line that waits here, in place of its stored wording if it has one.
  wait(entry, state) {
    const now = this.get(entry.key);
    const item = this.kept.content.firstElementChild.cloneNode(true);
    item.id = `l-${entry.key}`;
    Object.assign(item.dataset, { key: entry.key, text: entry.text, version: entry.seen ?? 0 });
    if (now?.dataset.place) {
      Object.assign(item.dataset, { place: now.dataset.place, change: now.dataset.change });
    }
    const [lead, rest] = this.leadOf(entry.text);
    const typed = item.querySelector(".typed");
    if (lead) typed.append(Object.assign(document.createElement("b"), { textContent: lead }), " ");
    typed.append(rest);
    item.querySelector("[data-state]").textContent = state;
    item.hidden = Boolean(now?.hidden);
    if (now) now.replaceWith(item);
    else this.list.insertBefore(item, this.end());
    return item;
  }
}
