/** A piece of a JSON text, from `start` up to `end` in UTF-16 units. `name` is a string with a colon behind it; `bad` belongs to no JSON text. */
export type JsonToken = Readonly<{ kind: "name" | "string" | "number" | "word" | "mark" | "space" | "bad"; start: number; end: number }>;

const piece = /(?<space>\s+)|(?<string>"(?:\\.|[^"\\\n])*(?:"|$|(?=\n)|\\(?=\n|$)))|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)|(?<mark>[{}[\]:,])|(?<bad>[^\s"{}[\]:,]+)/gmy;

/** The pieces of a text, JSON or not yet JSON: together they are the whole text. A string without its closing mark ends with its line. */
export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  const lexer = new RegExp(piece);
  for (let start = 0; start < text.length; ) {
    lexer.lastIndex = start;
    const groups = lexer.exec(text)?.groups;
    const kind = (["space", "string", "number", "word", "mark", "bad"] as const).find((one) => groups?.[one] !== undefined) ?? "bad";
    const end = start + (groups?.[kind]?.length ?? 1);
    tokens.push({ kind, start, end });
    start = end;
  }
  return tokens.map((token, index) => {
    if (token.kind !== "string") return token;
    const next = tokens.slice(index + 1, index + 3).find(({ kind }) => kind !== "space");
    return next?.kind === "mark" && text[next.start] === ":" ? { ...token, kind: "name" } : token;
  });
}

/** What a string token says; its escapes are read where they can be. */
export function stringOf(text: string, { start, end }: JsonToken): string {
  const written = text.slice(start, end);
  const closed = written.length > 1 && /^"(?:\\.|[^"\\])*"$/.test(written) ? written : `${written}"`;
  try {
    return String(JSON.parse(closed));
  } catch {
    return written.slice(1).replace(/"$/, "");
  }
}
