// Keeps on this computer what was typed in the notes of a meeting until it is stored.
// One entry a line, so that two tabs of one person never write over each other's.

const PREFIX = "thirdspace-notes";
const STALE = 10_000; // a draft untouched for so long belongs to no open tab

export function newKey() {
  // crypto.randomUUID is missing where a page is not served over HTTPS.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export class Keep {
  constructor(person, meeting) {
    this.prefix = [PREFIX, person, meeting].join("|");
    this.memory = new Map(); // for what the browser refused to keep
  }

  get safe() {
    return this.memory.size === 0;
  }

  put(kind, id, entry) {
    const name = this.name(kind, id);
    try {
      localStorage.setItem(name, JSON.stringify(entry));
      this.memory.delete(name);
    } catch {
      this.memory.set(name, entry); // full, or forbidden: the page says so
    }
    return entry;
  }

  get(kind, id) {
    const name = this.name(kind, id);
    return this.memory.get(name) ?? JSON.parse(stored(name) ?? "null");
  }

  drop(kind, id) {
    const name = this.name(kind, id);
    this.memory.delete(name);
    if (stored(name) !== null) localStorage.removeItem(name);
  }

  all(kind) {
    const begin = this.name(kind, "");
    const names = new Set([...storedNames(), ...this.memory.keys()]);
    const found = [...names].filter((name) => name.startsWith(begin));
    const entries = found.map((name) => this.get(kind, name.slice(begin.length)));
    return entries.filter(Boolean).sort((a, b) => a.order - b.order);
  }

  // The newest half-typed line whose tab was closed or crashed.
  orphan(fits) {
    const lost = (draft) => draft.closed || Date.now() - draft.at > STALE;
    return this.all("draft").filter((draft) => lost(draft) && fits(draft)).at(-1) ?? null;
  }

  name(kind, id) {
    return [this.prefix, kind, id].join("|");
  }
}

function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage is forbidden: nothing was ever kept there
  }
}

function storedNames() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
