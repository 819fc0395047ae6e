import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, Inline } from "./blocks";
import { parseMarkdown } from "./parse-markdown";
import { inlineText, plainText } from "./plain-text";

function linksIn(blocks: readonly Block[]): string[] {
  const ofLine = (children: readonly Inline[]): string[] => children.flatMap((child) => ("children" in child ? [...(child.kind === "link" ? [child.href] : []), ...ofLine(child.children)] : []));
  return blocks.flatMap((block) => {
    if (block.kind === "heading" || block.kind === "paragraph") return ofLine(block.children);
    if (block.kind === "quote") return linksIn(block.children);
    if (block.kind === "list") return block.items.flatMap(({ children }) => linksIn(children));
    return block.kind === "table" ? [block.head, ...block.rows].flatMap((row) => row.flatMap(ofLine)) : [];
  });
}

describe("a text in Markdown", () => {
  test("becomes blocks with headings that can be linked to, each of another id", () => {
    const blocks = parseMarkdown("# One\n\ntext with **weight** and `code`\n\n## One\n\n- [ ] first\n- [x] second\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n");
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "paragraph", "heading", "list", "table"]);
    expect(blocks.flatMap((block) => (block.kind === "heading" ? [[block.level, block.id]] : []))).toEqual([[2, "h-one"], [2, "h-one-2"]]);
    expect(blocks.flatMap((block) => (block.kind === "list" ? block.items.map(({ ticked }) => ticked) : []))).toEqual([false, true]);
    expect(plainText(blocks)).toContain("text with weight and code");
  });

  test("leaves out no level of headings, so that one can go from one to the next", () => {
    const levels = parseMarkdown("##### deep\n\n###### deeper\n\n## two\n\n#### four").flatMap((block) => (block.kind === "heading" ? [block.level] : []));
    expect(levels).toEqual([2, 3, 2, 3]);
  });

  test("never carries markup of its own into the page: HTML is text", () => {
    const blocks = parseMarkdown('<script>alert(1)</script>\n\nand <img src=x onerror="alert(1)"> inline');
    expect(blocks[0]).toEqual({ kind: "code", text: "<script>alert(1)</script>" });
    const [, second] = blocks;
    expect(second?.kind === "paragraph" && inlineText(second.children)).toContain('<img src=x onerror="alert(1)">');
  });

  test.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//elsewhere.example", "/\\elsewhere.example", "/.//elsewhere.example", "https://user:word@elsewhere.example", "file:///etc/passwd"])("does not link to %s", (url) => {
    const blocks = parseMarkdown(`[words](<${url}>)`);
    expect(linksIn(blocks)).toEqual([]);
    expect(plainText(blocks)).toBe("words");
  });

  test("links to pages of the portal, to its own headings, to the web and to mail addresses", () => {
    const blocks = parseMarkdown("[a](/reports?program=soc2) [b](#what-to-do) [c](https://example.org/x) [d](mailto:a@b.example) [e][r]\n\n[r]: https://example.net/");
    expect(linksIn(blocks)).toEqual(["/reports?program=soc2", "#h-what-to-do", "https://example.org/x", "mailto:a@b.example", "https://example.net/"]);
  });

  test("of any kind is read without an error, and every link in it is safe", () => {
    const piece = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("[a](javascript:x)", "> ", "- ", "# ", "|a|\n|-|\n", "![", "](", "\n\n", "<b>", "[x]: data:y\n"));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const href of linksIn(parseMarkdown(pieces.join("")))) expect(href).toMatch(/^(#h-|\/(?!\/)|https?:|mailto:)/);
      }),
      { numRuns: 300 },
    );
  });

  test("that is nested a thousand deep does not end the portal", () => {
    expect(parseMarkdown(`${"> ".repeat(1000)}deep`)).toHaveLength(1);
  });
});
