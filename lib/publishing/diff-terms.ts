import { diffLines, diffWordsWithSpace } from "diff";
import type { z } from "zod";
import type { TermsSections } from "@/lib/reports/models";

export type DiffPart = { kind: "same" | "removed" | "added"; text: string };
/** One paragraph or heading; a changed one is told word by word. */
export type DiffBlock = { kind: "same" | "removed" | "added" | "changed"; heading: boolean; parts: DiffPart[] };

const blocksOf = (sections: z.infer<typeof TermsSections>): string[] => sections.flatMap(({ heading, text }) => [`# ${heading.replace(/\s+/g, " ")}`, ...text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, " ").trim())]);

const block = (kind: "same" | "removed" | "added", line: string): DiffBlock => ({ kind, heading: line.startsWith("# "), parts: [{ kind, text: line.replace(/^# /, "") }] });

function changed(from: string, to: string): DiffBlock {
  const parts = diffWordsWithSpace(from.replace(/^# /, ""), to.replace(/^# /, "")).map(({ value, added, removed }): DiffPart => ({ kind: added ? "added" : removed ? "removed" : "same", text: value }));
  return { kind: "changed", heading: to.startsWith("# "), parts };
}

const linesOf = (value: string): string[] => value.replace(/\n$/, "").split("\n");

/** What changed between two revisions, paragraph by paragraph. The parts of either side alone, put together, are that text. */
export function diffTerms(from: z.infer<typeof TermsSections>, to: z.infer<typeof TermsSections>): DiffBlock[] {
  const parts = diffLines(`${blocksOf(from).join("\n")}\n`, `${blocksOf(to).join("\n")}\n`);
  const blocks: DiffBlock[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const [part, next] = [parts[at], parts[at + 1]];
    if (!part) continue;
    const lines = linesOf(part.value);
    if (part.removed && next?.added) {
      const others = linesOf(next.value);
      const pairs = Math.min(lines.length, others.length);
      for (let line = 0; line < pairs; line += 1) blocks.push(changed(lines[line] ?? "", others[line] ?? ""));
      blocks.push(...lines.slice(pairs).map((line) => block("removed", line)), ...others.slice(pairs).map((line) => block("added", line)));
      at += 1;
    } else blocks.push(...lines.map((line) => block(part.added ? "added" : part.removed ? "removed" : "same", line)));
  }
  return blocks;
}
