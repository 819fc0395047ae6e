import { diffLines } from "diff";

/** One line of a comparison; null where the other side has it alone. */
export type DiffLine = Readonly<{ kind: "same" | "removed" | "added"; from: number | null; to: number | null; text: string }>;
export type PolicyDiff = Readonly<{ lines: readonly DiffLine[]; removed: number; added: number }>;

/** Two documents line by line, numbered as in each of them. The lines of either side alone, put together, are that document. */
export function diffPolicies(from: string, to: string): PolicyDiff {
  const place = { from: 0, to: 0 };
  const lines = diffLines(`${from}\n`, `${to}\n`).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((text): DiffLine => {
        if (!added) place.from += 1;
        if (!removed) place.to += 1;
        return { kind: added ? "added" : removed ? "removed" : "same", from: added ? null : place.from, to: removed ? null : place.to, text };
      }),
  );
  const count = (kind: DiffLine["kind"]): number => lines.filter((line) => line.kind === kind).length;
  return { lines, removed: count("removed"), added: count("added") };
}
