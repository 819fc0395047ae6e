import { t } from "@/lib/texts/text";
/** Where something stands in a text: both count from 1, columns in UTF-16 units as editors count them. */
export type Place = Readonly<{ line: number; column: number }>;
export type Path = readonly (string | number)[];
export type PlacedJson = Readonly<{
  value: unknown;
  /** The place of the value under this path, or of the nearest value around it that exists. */
  placeOf(path: Path): Place;
  /** The place of a property's name. */
  placeOfName(path: Path): Place;
}>;

/** A text that is not JSON, or not JSON that means one thing alone: why, and where. */
export class JsonProblem extends Error {
  override name = "JsonProblem";
  constructor(
    message: string,
    readonly place: Place,
  ) {
    super(message);
  }
}

const maxDepth = 20;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const space = /[ \t\n\r]*/y;
const keyOf = (path: Path): string => JSON.stringify(path);

class Reader {
  #at = 0;
  readonly values = new Map<string, number>();
  readonly names = new Map<string, number>();

  constructor(readonly text: string) {}

  document(): unknown {
    this.#space();
    const value = this.#value([]);
    this.#space();
    if (this.#at < this.text.length) this.#fail(t("Nothing may follow the document."));
    return value;
  }

  place(offset: number): Place {
    const before = this.text.slice(0, offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }

  #fail(message: string, at = this.#at): never {
    throw new JsonProblem(message, this.place(at));
  }

  #space(): void {
    space.lastIndex = this.#at;
    space.exec(this.text);
    this.#at = space.lastIndex;
  }

  #value(path: Path): unknown {
    if (path.length > maxDepth) this.#fail(t("A document nests {most} deep at most.", { most: maxDepth }));
    this.values.set(keyOf(path), this.#at);
    const next = this.text[this.#at];
    if (next === "{") return this.#object(path);
    if (next === "[") return this.#array(path);
    if (next === '"') return this.#string();
    for (const [word, value] of [["true", true], ["false", false], ["null", null]] as const) {
      if (this.text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    number.lastIndex = this.#at;
    const found = number.exec(this.text);
    if (!found) this.#fail(next === undefined ? t("The document ends too early.") : t("A value is expected here."));
    this.#at = number.lastIndex;
    return Number(found[0]);
  }

  #string(): string {
    const begun = this.#at;
    let end = begun + 1;
    while (this.text[end] !== '"') {
      if (end >= this.text.length || this.text[end] === "\n") this.#fail(t("This text has no closing quotation mark."), begun);
      end += this.text[end] === "\\" ? 2 : 1;
    }
    this.#at = end + 1;
    try {
      const value: unknown = JSON.parse(this.text.slice(begun, end + 1));
      if (typeof value === "string") return value;
    } catch {
      // Said below, with its place.
    }
    return this.#fail(t("This text holds an escape or a character that JSON does not have."), begun);
  }

  #array(path: Path): unknown[] {
    const list: unknown[] = [];
    this.#at += 1;
    this.#space();
    if (this.#takes("]")) return list;
    for (;;) {
      list.push(this.#value([...path, list.length]));
      this.#space();
      if (this.#takes("]")) return list;
      if (!this.#takes(",")) this.#fail(t("A comma or the end of the list is expected here."));
      this.#space();
    }
  }

  #object(path: Path): object {
    const entries = new Map<string, unknown>();
    this.#at += 1;
    this.#space();
    if (this.#takes("}")) return {};
    for (;;) {
      if (this.text[this.#at] !== '"') this.#fail(t("A name in quotation marks is expected here."));
      const begun = this.#at;
      const name = this.#string();
      if (entries.has(name)) this.#fail(t("{name} stands here twice.", { name: JSON.stringify(name) }), begun);
      // Libraries drop this name without a word, and with it what the author wrote.
      if (name === "__proto__") this.#fail(t("This name is not allowed."), begun);
      this.names.set(keyOf([...path, name]), begun);
      this.#space();
      if (!this.#takes(":")) this.#fail(t("A colon is expected here."));
      this.#space();
      entries.set(name, this.#value([...path, name]));
      this.#space();
      if (this.#takes("}")) return Object.fromEntries(entries);
      if (!this.#takes(",")) this.#fail(t("A comma or the end of the object is expected here."));
      this.#space();
    }
  }

  #takes(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

/**
 * Reads JSON (RFC 8259) and remembers where each value stands. Stricter in two points: a name stands in an object once, and nesting has an end.
 * @throws JsonProblem
 */
export function readJson(text: string): PlacedJson {
  const reader = new Reader(text);
  const value = reader.document();
  const placeOf = (path: Path): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const found = reader.values.get(keyOf(path.slice(0, length)));
      if (found !== undefined) return reader.place(found);
    }
    return reader.place(reader.values.get("[]") ?? 0);
  };
  return {
    value,
    placeOf,
    placeOfName: (path) => {
      const found = reader.names.get(keyOf(path));
      return found === undefined ? placeOf(path) : reader.place(found);
    },
  };
}
