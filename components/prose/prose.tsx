import { Fragment, type ReactNode } from "react";
import type { Block, Inline, ListItem } from "@/lib/markdown/blocks";
import { t } from "@/lib/texts/text";

/** A text of blocks, set for reading. What is not a block or a piece of a line cannot get onto the page. */
export function Prose({ blocks, language }: { blocks: readonly Block[]; language?: string | undefined }) {
  return (
    <div className="prose" lang={language}>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

const headings = { 2: "h2", 3: "h3", 4: "h4" } as const;

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case "heading": {
      const Heading = headings[block.level];
      return (
        <Heading id={block.id}>
          <Line pieces={block.children} />
          <a className="prose-anchor" href={`#${block.id}`} aria-hidden="true" tabIndex={-1}>
            #
          </a>
        </Heading>
      );
    }
    case "paragraph":
      return (
        <p>
          <Line pieces={block.children} />
        </p>
      );
    case "quote":
      return (
        <blockquote>
          {block.children.map((child, index) => (
            <BlockView key={index} block={child} />
          ))}
        </blockquote>
      );
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      const ticks = block.items.some(({ ticked }) => ticked !== null);
      return (
        <List className={ticks ? "prose-ticks" : undefined} start={block.ordered && block.start !== 1 ? block.start : undefined}>
          {block.items.map((item, index) => (
            <Item key={index} item={item} />
          ))}
        </List>
      );
    }
    case "code":
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case "table":
      return (
        <div className="prose-table" tabIndex={0} role="region" aria-label={t("Table")}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell, column) => (
                  <th key={column} scope="col" data-align={block.align[column] ?? undefined}>
                    <Line pieces={cell} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column} data-align={block.align[column] ?? undefined}>
                      <Line pieces={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case "rule":
      return <hr />;
  }
}

/** A point to tick is drawn, with its state in words: the text itself is not a form. */
function Item({ item }: { item: ListItem }) {
  const [first, ...rest] = item.children;
  const lead = first?.kind === "paragraph" ? <Line pieces={first.children} /> : first ? <BlockView block={first} /> : null;
  return (
    <li data-tick={item.ticked === null ? undefined : item.ticked ? "done" : "open"}>
      {item.ticked === null ? null : <span className="sr">{item.ticked ? t("Done: ") : t("To do: ")}</span>}
      {lead}
      {rest.map((child, index) => (
        <BlockView key={index} block={child} />
      ))}
    </li>
  );
}

function Line({ pieces }: { pieces: readonly Inline[] }): ReactNode {
  return pieces.map((piece, index) => <Fragment key={index}>{pieceView(piece)}</Fragment>);
}

function pieceView(piece: Inline): ReactNode {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "strong":
      return (
        <strong>
          <Line pieces={piece.children} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Line pieces={piece.children} />
        </em>
      );
    case "code":
      return <code>{piece.text}</code>;
    case "break":
      return <br />;
    case "link":
      return (
        <a href={piece.href} rel={piece.external ? "noopener noreferrer nofollow" : undefined}>
          <Line pieces={piece.children} />
        </a>
      );
  }
}

/** The headings of the first level of a text, as links to them. Nothing where there are fewer than three. */
export function Contents({ blocks }: { blocks: readonly Block[] }) {
  const headings = blocks.flatMap((block) => (block.kind === "heading" && block.level === 2 ? [block] : []));
  if (headings.length < 3) return null;
  return (
    <nav className="prose-contents no-print" aria-label={t("On this page")}>
      <b>{t("On this page")}</b>
      <ol>
        {headings.map((heading) => (
          <li key={heading.id}>
            <a href={`#${heading.id}`}>{words(heading.children)}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const words = (pieces: readonly Inline[]): string => pieces.map((piece) => ("text" in piece ? piece.text : "children" in piece ? words(piece.children) : " ")).join("");
