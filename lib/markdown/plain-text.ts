import type { Block, Inline } from "./blocks";

export function inlineText(children: readonly Inline[]): string {
  return children
    .map((child) => {
      switch (child.kind) {
        case "text":
        case "code":
          return child.text;
        case "break":
          return " ";
        case "strong":
        case "emphasis":
        case "link":
          return inlineText(child.children);
      }
    })
    .join("");
}

function textOf(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return inlineText(block.children);
    case "quote":
      return plainText(block.children);
    case "list":
      return block.items.map(({ children }) => plainText(children)).join("\n");
    case "code":
      return block.text;
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(inlineText).join(" ")).join("\n");
    case "rule":
      return "";
  }
}

/** The words alone, a line per block: what a text is found by. */
export const plainText = (blocks: readonly Block[]): string => blocks.map(textOf).filter(Boolean).join("\n");

const wordsPerMinute = 220;

/** How long reading takes, in whole minutes, at least one. */
export const readingMinutes = (blocks: readonly Block[]): number => Math.max(1, Math.round((plainText(blocks).match(/[\p{L}\p{N}]+/gu)?.length ?? 0) / wordsPerMinute));
