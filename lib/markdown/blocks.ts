/** A piece of a line. `external` links lead out of the portal. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "emphasis"; children: readonly Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; href: string; external: boolean; children: readonly Inline[] }
  | { kind: "break" };

/** `ticked` is null where the item is no box to tick. */
export type ListItem = { ticked: boolean | null; children: readonly Block[] };

/** A part of a text, from the top. Headings begin at 2: the page has the one of level 1. */
export type Block =
  | { kind: "heading"; level: 2 | 3 | 4; id: string; children: readonly Inline[] }
  | { kind: "paragraph"; children: readonly Inline[] }
  | { kind: "quote"; children: readonly Block[] }
  | { kind: "list"; ordered: boolean; start: number; items: readonly ListItem[] }
  | { kind: "code"; text: string }
  | { kind: "table"; align: readonly ("left" | "right" | "center" | null)[]; head: readonly (readonly Inline[])[]; rows: readonly (readonly (readonly Inline[])[])[] }
  | { kind: "rule" };
