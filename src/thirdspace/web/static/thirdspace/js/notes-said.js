// What the page says about its connection, and about two people who changed one line.

export class Said {
  constructor({ place, notice, two, words, time }) {
    Object.assign(this, { place, notice, two, words, time });
    this.since = null; // when the connection was lost
    this.sent = 0;
    this.came = [];
  }

  show(id, lead, text, kind = "") {
    const before = this.place.querySelector(`#${id}`);
    const made = before ?? this.notice.content.firstElementChild.cloneNode(true);
    made.id = id;
    made.className = `notice ${kind}`.trim();
    const [first, rest] = made.querySelectorAll("[data-first], [data-rest]");
    for (const icon of made.querySelectorAll("[data-icon]")) icon.hidden = icon.dataset.icon !== kind;
    // Written only when it changed: else a screen reader says it again and again.
    if (first.textContent !== lead) first.textContent = lead;
    if (rest.textContent !== text) rest.textContent = text;
    if (!before) this.place.append(made);
  }

  hide(id) {
    this.place.querySelector(`#${id}`)?.remove();
  }

  count([one, many], n) {
    return (n === 1 ? one : many).replace("{n}", n);
  }

  offline(waiting) {
    if (!this.since) {
      this.since = Date.now();
      this.sent = 0;
      this.came = [];
      this.hide("back");
    }
    const lead = this.words.offline.replace("{time}", this.time(this.since));
    this.show("offline", lead, waiting ? this.count(this.words.waiting, waiting) : this.words.none_waiting, "guard");
  }

  online() {
    this.hide("signed-out");
    if (!this.since) return;
    const minutes = Math.max(1, Math.round((Date.now() - this.since) / 60_000));
    this.lead = this.count(this.words.back, minutes).replace("{time}", this.time(Date.now()));
    this.since = null;
    this.hide("offline");
    this.tellBack();
  }

  // What was sent and what came in, counted on until the next break.
  tellBack() {
    if (!this.lead || this.since) return;
    const mine = this.sent ? this.count(this.words.sent, this.sent) : this.words.nothing_sent;
    this.show("back", this.lead, `${[mine, this.others()].filter(Boolean).join("; ")}.`);
  }

  others() {
    if (!this.came.length) return "";
    const names = new Set(this.came);
    const words = names.size === 1 ? this.words.came_from : this.words.came;
    return this.count(words, this.came.length).replace("{name}", this.came[0]);
  }

  // The first look after a break is over: what comes from now on is no news of it.
  settle() {
    this.lead = null;
  }

  signedOut() {
    this.show("signed-out", ...this.words.signed_out, "now");
  }

  otherPerson() {
    const [what, why, next] = this.words.other_person;
    this.show("signed-out", what, `${why} ${next}`, "now");
  }

  unsafe() {
    this.show("not-kept", ...this.words.not_kept, "now");
  }

  // Both texts, until one says what stands: keep(choice) gets first, second or both.
  conflict(key, told, keep) {
    this.place.querySelector(`[data-about="${CSS.escape(key)}"]`)?.remove();
    const box = this.two.content.firstElementChild.cloneNode(true);
    box.dataset.about = key;
    const fill = { what: this.words.conflict[0], why: this.words.conflict[1], by: told.by, theirs: told.theirs, me: this.words.yours, yours: told.yours };
    for (const [name, text] of Object.entries(fill)) box.querySelector(`[data-${name}]`).textContent = text;
    box.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-keep]")?.dataset.keep;
      if (!choice) return;
      box.remove();
      keep(choice);
    });
    this.place.append(box);
  }
}
