import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import type { Block, Inline, ListItem } from "./blocks";
import { anchorPrefix, safeLink } from "./safe-link";

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root["children"][number];
type NodeOf<Type extends Node["type"]> = Extract<Node, { type: Type }>;

/** Deeper than people nest; what lies below is shown as plain text. */
const deepest = 12;

type Context = { definitions: ReadonlyMap<string, string>; anchors: Map<string, number>; level: number };

/** The words of a node without their marks. */
function plain(node: unknown): string {
  if (typeof node !== "object" || node === null) return "";
  if ("value" in node && typeof node.value === "string") return node.value;
  if ("alt" in node && typeof node.alt === "string") return node.alt;
  return "children" in node && Array.isArray(node.children) ? node.children.map(plain).join("") : "";
}

function link(url: string | undefined, children: readonly Inline[]): Inline[] {
  const safe = url === undefined ? null : safeLink(url);
  return safe && children.length > 0 ? [{ kind: "link", ...safe, children }] : [...children];
}

function inlineOf(node: Node, context: Context, depth: number): Inline[] {
  if (depth > deepest) return [{ kind: "text", text: plain(node) }];
  const inside = (children: readonly Node[]): Inline[] => children.flatMap((child) => inlineOf(child, context, depth + 1));
  switch (node.type) {
    case "text":
      return [{ kind: "text", text: node.value }];
    // Shown as it was written: nothing of a text becomes markup of the page.
    case "html":
      return [{ kind: "text", text: node.value }];
    case "strong":
      return [{ kind: "strong", children: inside(node.children) }];
    case "emphasis":
      return [{ kind: "emphasis", children: inside(node.children) }];
    case "inlineCode":
      return [{ kind: "code", text: node.value }];
    case "break":
      return [{ kind: "break" }];
    case "link":
      return link(node.url, inside(node.children));
    case "linkReference":
      return link(context.definitions.get(node.identifier), inside(node.children));
    // Pictures would be fetched from elsewhere: their description is shown, and leads to them.
    case "image":
      return link(node.url, node.alt ? [{ kind: "text", text: node.alt }] : []);
    case "imageReference":
      return link(context.definitions.get(node.identifier), node.alt ? [{ kind: "text", text: node.alt }] : []);
    default:
      return [{ kind: "text", text: plain(node) }];
  }
}

const line = (children: readonly Node[], context: Context, depth: number): Inline[] => children.flatMap((child) => inlineOf(child, context, depth));

/** `What to do` as `h-what-to-do`; a second one of the same words as `h-what-to-do-2`. */
function anchorOf(words: string, anchors: Map<string, number>): string {
  const base = words.normalize("NFC").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu)?.join("-").slice(0, 80) || "section";
  const count = (anchors.get(base) ?? 0) + 1;
  anchors.set(base, count);
  return `${anchorPrefix}${base}${count > 1 ? `-${count}` : ""}`;
}

function heading(node: NodeOf<"heading">, context: Context, depth: number): Block {
  // No level is left out, whatever was written: people who listen go from one to the next.
  const level = Math.min(Math.max(node.depth, 2), context.level + 1, 4);
  context.level = level;
  return { kind: "heading", level: level === 2 ? 2 : level === 3 ? 3 : 4, id: anchorOf(plain(node), context.anchors), children: line(node.children, context, depth) };
}

function table(node: NodeOf<"table">, context: Context, depth: number): Block {
  const rows = node.children.map((row) => row.children.map((cell) => line(cell.children, context, depth + 1)));
  const [head = [], ...body] = rows;
  return { kind: "table", align: (node.align ?? []).map((side) => side ?? null), head, rows: body.map((row) => head.map((_, column) => row[column] ?? [])) };
}

function blockOf(node: Node, context: Context, depth: number): Block[] {
  if (depth > deepest) return [{ kind: "paragraph", children: [{ kind: "text", text: plain(node) }] }];
  const inside = (children: readonly Node[]): Block[] => children.flatMap((child) => blockOf(child, context, depth + 1));
  switch (node.type) {
    case "heading":
      return [heading(node, context, depth)];
    case "paragraph":
      return [{ kind: "paragraph", children: line(node.children, context, depth) }];
    case "blockquote":
      return [{ kind: "quote", children: inside(node.children) }];
    case "list":
      return [{ kind: "list", ordered: node.ordered === true, start: node.start ?? 1, items: node.children.map((item): ListItem => ({ ticked: item.checked ?? null, children: inside(item.children) })) }];
    case "code":
      return [{ kind: "code", text: node.value }];
    case "table":
      return [table(node, context, depth)];
    case "thematicBreak":
      return [{ kind: "rule" }];
    case "html":
      return [{ kind: "code", text: node.value }];
    case "definition":
      return [];
    default:
      return [{ kind: "paragraph", children: inlineOf(node, context, depth) }];
  }
}

/**
 * A text in Markdown (CommonMark, with the tables and ticked lists of GitHub) as blocks to be shown. There is no raw HTML in what comes out: it is shown as
 * written. Links lead to safe places or nowhere. Never throws.
 */
export function parseMarkdown(written: string): Block[] {
  const root = fromMarkdown(written, { extensions: [gfmTable(), gfmTaskListItem()], mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()] });
  const definitions = new Map(root.children.flatMap((node) => (node.type === "definition" ? [[node.identifier, node.url] as const] : [])));
  const context: Context = { definitions, anchors: new Map(), level: 1 };
  return root.children.flatMap((node) => blockOf(node, context, 0));
}
