import { msg, t, tn, type Message } from "@/lib/texts/text";

// Served as a module of its own, with what it imports (scripts/build-palette.ts).
type Hit = { kind: string; title: string; detail: string; href: string };

const labels: Readonly<Record<string, Message>> = {
  page: msg("Pages"),
  report: msg("Reports"),
  program: msg("Programs"),
  resource: msg("Resources"),
  agreement: msg("Agreements"),
  module: msg("Learning path"),
  person: msg("People"),
};
const waitMs = 120;

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Readonly<Record<string, string>> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const isHit = (value: unknown): value is Hit =>
  typeof value === "object" && value !== null && "kind" in value && "title" in value && "detail" in value && "href" in value && typeof value.href === "string" && /^\/(?!\/)/.test(value.href);

async function ask(query: string, csrf: string, signal: AbortSignal): Promise<Hit[]> {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": csrf };
  const answer = await fetch("/api/search/Search", { method: "POST", headers, body: JSON.stringify({ query }), signal });
  if (!answer.ok) throw new Error(String(answer.status));
  const body: unknown = await answer.json();
  return typeof body === "object" && body !== null && "hits" in body && Array.isArray(body.hits) ? body.hits.filter(isHit) : [];
}

/**
 * Search from anywhere: an input with a list of what was found (the combobox pattern of ARIA). Arrow keys move, Enter opens, with Ctrl or Cmd in another tab,
 * Escape closes and gives the focus back.
 */
class Palette {
  readonly #input = make("input", {
    type: "text", role: "combobox", "aria-label": t("Search the portal"), "aria-expanded": "false", "aria-controls": "palette-list", "aria-autocomplete": "list",
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: "200", placeholder: t("Search reports, programs, people, resources"),
  });
  readonly #list = make("div", { role: "listbox", id: "palette-list", "aria-label": t("Found") });
  readonly #status = make("p", { role: "status" });
  readonly #dialog = make("dialog", { class: "palette", "aria-label": t("Search") });
  #options: HTMLElement[] = [];
  #active = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;

  readonly #csrf: string;

  constructor(csrf: string) {
    this.#csrf = csrf;
    const close = make("button", { type: "button", class: "btn btn-quiet btn-small" }, t("Close"));
    close.addEventListener("click", () => this.#dialog.close());
    this.#dialog.append(make("div", { class: "palette-head" }, this.#input, close), this.#list, this.#status);
    this.#input.addEventListener("input", () => this.#later());
    this.#input.addEventListener("keydown", (event) => this.#onKey(event));
    this.#list.addEventListener("pointermove", (event) => this.#point(event.target));
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    document.body.append(this.#dialog);
    this.#hint();
  }

  open(): void {
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    this.#input.focus();
    this.#input.select();
  }

  #hint(): void {
    this.#show([]);
    this.#status.textContent = t("Type to find what you may see. Arrow keys move, Enter opens.");
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    const query = this.#input.value.trim();
    if (query === "") return this.#hint();
    this.#timer = setTimeout(() => void this.#find(query), waitMs);
  }

  async #find(query: string): Promise<void> {
    const asked = (this.#asked = new AbortController());
    try {
      const hits = await ask(query, this.#csrf, asked.signal);
      if (asked.signal.aborted) return;
      this.#show(hits);
      this.#status.textContent = hits.length === 0 ? t("Nothing found. Try fewer words: they match from their beginning.") : tn(hits.length, "{n} found", "{n} found");
    } catch {
      if (asked.signal.aborted) return;
      this.#show([]);
      this.#status.textContent = t("The search did not answer. Press Enter to search on a page of its own.");
    }
  }

  #show(hits: readonly Hit[]): void {
    const groups = Map.groupBy(hits, ({ kind }) => kind);
    this.#options = [];
    this.#list.replaceChildren(
      ...[...groups].map(([kind, found]) => {
        const name = labels[kind];
        const label = make("span", { class: "palette-label", id: `palette-${kind}` }, name ? t(name) : kind);
        return make("div", { role: "group", "aria-labelledby": `palette-${kind}` }, label, ...found.map((hit) => this.#option(hit)));
      }),
    );
    this.#input.setAttribute("aria-expanded", String(hits.length > 0));
    this.#activate(hits.length > 0 ? 0 : -1);
  }

  #option({ title, detail, href }: Hit): HTMLElement {
    const option = make("a", { role: "option", id: `palette-option-${this.#options.length}`, href, tabindex: "-1", "aria-selected": "false" }, make("bdi", {}, title), make("small", {}, detail));
    this.#options.push(option);
    return option;
  }

  #activate(place: number): void {
    this.#options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = place;
    const option = this.#options[place];
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.#input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #point(target: EventTarget | null): void {
    const option = target instanceof Element ? target.closest<HTMLElement>("[role=option]") : null;
    const place = option ? this.#options.indexOf(option) : -1;
    if (place >= 0 && place !== this.#active) this.#activate(place);
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.#options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (count > 0) this.#activate((this.#active + step + count) % count);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.#enter(event.ctrlKey || event.metaKey);
    }
  }

  #enter(elsewhere: boolean): void {
    const query = this.#input.value.trim();
    const href = this.#options[this.#active]?.getAttribute("href") ?? (query === "" ? null : `/search?q=${encodeURIComponent(query)}`);
    if (href === null) return;
    if (elsewhere) window.open(href, "_blank", "noopener");
    else window.location.assign(href);
  }
}

let palette: Palette | undefined;

/** Opens the search over the page. @param csrf the session's token against forged requests */
export function openPalette(csrf: string): void {
  palette ??= new Palette(csrf);
  palette.open();
}
