// Suggestions under every search box: the ARIA combobox with a list box. Without this script the box is a plain form.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

const WAIT = 120; // Milliseconds after the last key.
const FEWEST = 2;
const KINDS = { career: "Career", cluster: "Career cluster", collection: "Collection", program: "Program of study", school: "School", resource: "Resource" };

class Suggestions {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input[type=search]");
    this.address = box.dataset.suggest;
    this.list = this.add("ul", { id: `${this.input.id}-suggestions`, role: "listbox", class: "suggestions", hidden: "" });
    this.list.setAttribute("aria-label", "Suggestions");
    this.status = this.add("p", { role: "status", class: "visually-hidden" });
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    this.active = -1;
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // Pressing on the list must not take the focus, or the list is gone before the click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[role=option]")));
  }

  add(tag, attributes) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    this.box.append(element);
    return element;
  }

  get options() {
    return [...this.list.children];
  }

  ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    const typed = this.input.value.trim();
    if (typed.length < FEWEST) return this.close();
    this.timer = setTimeout(() => this.fetch(typed), WAIT);
  }

  async fetch(typed) {
    this.request = new AbortController();
    try {
      const address = new URL(this.address, location.href);
      address.searchParams.set("q", typed);
      const answer = await fetch(address, { signal: this.request.signal });
      if (!answer.ok) return this.close();
      this.show((await answer.json()).suggestions);
    } catch (error) {
      // Offline, or a newer question: the form goes on working.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return;
    this.list.replaceChildren(...suggestions.map((one, number) => this.option(one, number)));
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.open(suggestions.length > 0);
    this.status.textContent = suggestions.length === 1 ? "1 suggestion" : `${suggestions.length || "No"} suggestions`;
  }

  option(suggestion, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.className = "suggestions__option";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = suggestion.is_elsewhere ? suggestion.url : this.withArea(suggestion.url);
    const also = suggestion.also && `also called ${suggestion.also}`;
    const mark = suggestion.is_elsewhere && "external link";
    const about = [suggestion.kind === "career" ? "" : KINDS[suggestion.kind], also, suggestion.note, mark];
    for (const [name, text] of [["title", suggestion.title], ["note", about.filter(Boolean).join(" · ")]]) {
      const line = document.createElement("span");
      line.className = `suggestions__${name}`;
      line.textContent = text;
      // The space keeps the two apart when they are read out.
      if (text) option.append(line, " ");
    }
    return option;
  }

  /* The area that is chosen on this page goes along. */
  withArea(url) {
    const area = this.input.form.elements.area?.value;
    return area ? `${url}?area=${encodeURIComponent(area)}` : url;
  }

  key(event) {
    if (event.isComposing) return;
    const count = this.options.length;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && count && !this.list.hidden) {
      // One place more than there are options: the box itself, as typed.
      this.choose(((this.active + 1 + steps[event.key] + count + 1) % (count + 1)) - 1);
    } else if (event.key === "ArrowDown" && this.list.hidden) {
      this.ask();
    } else if (event.key === "Escape" && !this.list.hidden) {
      this.close();
    } else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) {
      this.follow(this.options[this.active]);
    } else {
      return;
    }
    event.preventDefault();
  }

  choose(number) {
    this.active = number;
    this.options.forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
    if (number < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.options[number].id);
    this.options[number].scrollIntoView({ block: "nearest" });
  }

  follow(option) {
    if (option) location.assign(option.dataset.url);
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
    this.open(false);
  }
}

for (const box of document.querySelectorAll("[data-suggest]")) new Suggestions(box);
