// Offers people after an @ and days after “by”, as a list beside the line that is typed.

const NAME = /(?:^|[^\p{L}\d.])@([\p{L}'’.\- ]{0,40})$/u;
const DAY = /[,;]?\s*(?<![\p{L}])(?:by|until|till|on|before|due|para|hasta|antes de)\s+((?:(?:the|el)\s+)?[\p{L}\d][\p{L}\d/.\- ]{0,24})$/iu;
const MOST = 6;
const REST = 150; // milliseconds without a key before days are asked for

export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function initials(name) {
  const words = name.split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word.slice(0, 1)).join("");
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

export class Offers {
  // `area` is the field, `list` the listbox, `say` tells a screen reader, `days(words)` asks the
  // server, `dated()` says whether the line is one in which a day is wanted.
  constructor({ area, list, people, words, say, days, dated }) {
    Object.assign(this, { area, list, people, words, say, days, dated });
    this.options = [];
    this.at = -1;
    this.chosen = false; // by an arrow key, so that Enter takes it
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", list.id);
    area.addEventListener("input", () => this.look());
    area.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => this.press(event));
  }

  get open() {
    return this.options.length > 0;
  }

  look() {
    clearTimeout(this.timer);
    const before = this.area.value.slice(0, this.area.selectionEnd);
    const name = NAME.exec(before);
    if (name) return this.show(this.named(name[1]));
    const day = this.dated() && DAY.exec(before);
    if (!day) return this.close();
    this.timer = setTimeout(() => this.askDays(before, day), REST);
  }

  named(typed) {
    const words = fold(typed);
    const fits = (person) => {
      const name = fold(person.name);
      return name !== words.trim() && (name.startsWith(words) || name.split(" ").some((part) => part.startsWith(words)));
    };
    const option = (person) => ({
      person,
      label: person.name,
      note: [person.organization, person.here ? this.words.here : ""].filter(Boolean).join(", "),
      replace: typed.length,
      insert: `${person.name} `,
    });
    return this.people.filter(fits).slice(0, MOST).map(option);
  }

  async askDays(before, day) {
    const found = await this.days(day[1]);
    const still = this.area.value.slice(0, this.area.selectionEnd) === before;
    if (!still || found.length < 2 || found.some((offer) => fold(offer.label) === fold(day[1].trim()))) return this.close();
    this.show(
      found.map((offer) => ({
        label: offer.label,
        note: offer.note,
        // No day: the word that leads to it goes too.
        replace: offer.iso ? day[1].length : day[0].length,
        insert: offer.iso ? offer.label : "",
      })),
    );
  }

  show(options) {
    if (!options.length) return this.close();
    this.options = options;
    this.chosen = false;
    this.list.replaceChildren(...options.map((option, n) => this.drawn(option, n)));
    this.list.hidden = false;
    this.mark(0);
    const [one, many] = this.words.offered;
    this.say((options.length === 1 ? one : many).replace("{n}", options.length));
  }

  drawn(option, n) {
    const item = element("li", "");
    item.id = `${this.list.id}-${n}`;
    item.setAttribute("role", "option");
    if (option.person) {
      const who = element("span", "who");
      const mark = element("i", option.person.side, initials(option.label));
      mark.setAttribute("aria-hidden", "true");
      who.append(mark, option.label);
      item.append(who);
    } else {
      item.append(element("b", "", option.label));
    }
    item.append(" ", element("span", "end", option.note), " ");
    return item;
  }

  mark(at) {
    this.at = at;
    [...this.list.children].forEach((item, n) => {
      item.classList.toggle("on", n === at);
      item.setAttribute("aria-selected", String(n === at));
      item.querySelector("kbd")?.remove();
    });
    const marked = this.list.children[at];
    marked.append(element("kbd", "", "Tab"));
    this.area.setAttribute("aria-activedescendant", marked.id);
  }

  close() {
    clearTimeout(this.timer);
    this.options = [];
    this.list.hidden = true;
    this.list.replaceChildren();
    this.area.removeAttribute("aria-activedescendant");
  }

  // Answer whether the key was meant for the list.
  key(event) {
    if (!this.open) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      this.chosen = true;
      this.mark((this.at + moves[event.key] + this.options.length) % this.options.length);
    } else if ((event.key === "Tab" && !event.shiftKey) || (event.key === "Enter" && this.chosen)) {
      this.take(this.options[this.at]);
    } else if (event.key === "Escape") {
      this.close();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  press(event) {
    const item = event.target.closest("li");
    event.preventDefault(); // the field keeps the focus
    if (item) this.take(this.options[[...this.list.children].indexOf(item)]);
  }

  take(option) {
    const end = this.area.selectionEnd;
    this.close();
    this.area.setRangeText(option.insert, end - option.replace, end, "end");
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
