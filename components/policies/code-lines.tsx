import type { JsonToken } from "@/lib/access/json-tokens";

type Piece = { kind: JsonToken["kind"]; text: string; wrong: boolean };

/** The lines of a document with the kind of each piece; the piece at a wrong offset is marked. */
function linesOf(text: string, tokens: readonly JsonToken[], wrong: readonly number[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const { kind, start, end } of tokens) {
    const marked = wrong.some((offset) => offset >= start && offset < end);
    text
      .slice(start, end)
      .split("\n")
      .forEach((part, index) => {
        if (index > 0) lines.push([]);
        if (part !== "") lines.at(-1)?.push({ kind, text: part, wrong: marked && kind !== "space" });
      });
  }
  return lines;
}

/** A document in the colours of its pieces. Every line ends in a line feed, so that offsets in the text are offsets here. */
export function CodeLines({ text, tokens, wrong = [] }: { text: string; tokens: readonly JsonToken[]; wrong?: readonly number[] }) {
  return linesOf(text, tokens, wrong).map((pieces, line) => (
    <span key={line} className="code-line">
      {pieces.map(({ kind, text: part, wrong: marked }, index) => (
        <span key={index} className={marked ? `tok-${kind} tok-wrong` : `tok-${kind}`}>
          {part}
        </span>
      ))}
      {"\n"}
    </span>
  ));
}

/** A document to read, with line numbers. */
export function CodeView({ label, text, tokens }: { label: string; text: string; tokens: readonly JsonToken[] }) {
  const count = text.split("\n").length;
  return (
    <div className="code-frame" tabIndex={0} role="region" aria-label={label}>
      <div className="code-gutter" aria-hidden="true">
        {Array.from({ length: count }, (_, line) => (
          <span key={line}>{line + 1}</span>
        ))}
      </div>
      <pre className="code-text">
        <code>
          <CodeLines text={text} tokens={tokens} />
        </code>
      </pre>
    </div>
  );
}
