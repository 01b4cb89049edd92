// Sends what is kept, in order, until each line is stored or refused in words.
// A line has a key of its own: sent twice, after a break or from two tabs, it is stored once.

const FIRST = 1_000; // milliseconds to the next try after a failure
const LONGEST = 30_000;
const PATIENCE = 15_000; // milliseconds to wait for one answer

export class Unreachable extends Error {}
export class SignedOut extends Error {}

// Ask the server; a break and a sign-in page are told apart from an answer.
export async function ask(url, options = {}) {
  let answer;
  try {
    answer = await fetch(url, {
      redirect: "manual",
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });
  } catch {
    throw new Unreachable();
  }
  if (answer.type === "opaqueredirect") throw new SignedOut();
  if (answer.status >= 500 || answer.status === 429) throw new Unreachable();
  const told = await answer.json().catch(() => {
    throw new Unreachable(); // cut off in the middle
  });
  return { status: answer.status, told };
}

export class Sender {
  // `on` holds stored(entry, told), conflict(entry, told), refused(entry, told), reached(),
  // unreachable() and signedOut(); `session` holds the token of the page and refresh().
  constructor({ keep, urls, person, session, on }) {
    Object.assign(this, { keep, urls, person, session, on });
    this.pause = FIRST;
    this.timer = null;
    this.sending = false;
  }

  waiting() {
    return this.keep.all("act").filter((entry) => !entry.problem);
  }

  // Queue an act on a line. What waits for the same line already is replaced, from its first base.
  queue(act) {
    const id = act.act === "level" ? `${act.key}/level` : act.key;
    const before = this.keep.get("act", id);
    const base = before ? { seen: before.seen, order: before.order } : { order: Date.now() };
    const entry = { ...act, ...base, id, stamp: Math.random() };
    this.keep.put("act", id, entry);
    this.wake();
    return entry;
  }

  wake() {
    clearTimeout(this.timer);
    this.pause = FIRST;
    this.run();
  }

  async run() {
    if (this.sending) return;
    this.sending = true;
    try {
      await alone(this.keep.prefix, () => this.sendAll());
      this.pause = FIRST;
    } catch (error) {
      this.later(error);
    } finally {
      this.sending = false;
    }
    // What was typed while the last answer came.
    if (!this.timer && this.waiting().length) this.run();
  }

  later(error) {
    if (error instanceof SignedOut) this.on.signedOut();
    else if (error instanceof Unreachable) this.on.unreachable();
    else throw error;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.run();
    }, this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST);
  }

  async sendAll() {
    this.timer = null;
    for (let next = this.waiting()[0]; next; next = this.waiting()[0]) {
      const { status, told } = await this.post(next);
      this.on.reached();
      this.settle(next, status, told);
    }
  }

  async post(entry) {
    const token = this.session.token;
    const { status, told } = await ask(this.urls[entry.act], { method: "POST", body: this.body(entry) });
    if (status !== 403) return { status, told };
    // After signing in again in another tab the token of this page is too old. Who is signed out
    // learns it here, and the line waits.
    await this.session.refresh();
    if (this.session.token === token) return { status, told };
    return ask(this.urls[entry.act], { method: "POST", body: this.body(entry) });
  }

  body(entry) {
    const fields = {
      csrfmiddlewaretoken: this.session.token,
      person: this.person,
      key: entry.key,
      seen: entry.seen ?? 0,
      text: entry.text ?? "",
      item: entry.item ?? "",
      typed_at: entry.typedAt ?? "",
      level: entry.level ?? "",
    };
    return new URLSearchParams(fields);
  }

  settle(entry, status, told) {
    if (status === 200) {
      this.forget(entry, told);
      this.on.stored(entry, told);
    } else if (status === 409 && told.html) {
      this.keep.drop("act", entry.id);
      this.on.conflict(entry, told);
    } else {
      this.refuse(entry, [told.what, told.why, told.next_step].filter(Boolean).join(" "));
    }
  }

  // Words stay here until they are changed; an act without words is over.
  refuse(entry, problem) {
    const now = this.keep.get("act", entry.id);
    if (entry.act !== "write") this.keep.drop("act", entry.id);
    else if (now?.stamp === entry.stamp) this.keep.put("act", entry.id, { ...now, problem });
    this.on.refused(entry, problem);
  }

  // Changed again while it was under way: what was stored is the base of the change.
  forget(entry, told) {
    const now = this.keep.get("act", entry.id);
    if (now?.stamp === entry.stamp) this.keep.drop("act", entry.id);
    else if (now) this.keep.put("act", entry.id, { ...now, seen: versionIn(told) ?? now.seen });
  }
}

function versionIn(told) {
  const found = /data-version="(\d+)"/.exec(told.html ?? "");
  return found && Number(found[1]);
}

// One tab at a time, where the browser has locks (over HTTPS and on this computer).
function alone(name, act) {
  return navigator.locks ? navigator.locks.request(name, act) : act();
}
