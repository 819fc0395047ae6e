import { Fragment, type ReactNode } from "react";
import type { Piece } from "@/lib/texts/text";

/**
 * A text with elements in it: `<Rich text={pieces("Read the <a>terms</a>.")} a={(words) => <a href={href}>{words}</a>} />`. Translators move the marks
 * where their language wants them.
 */
export function Rich({ text, ...marks }: { text: readonly Piece[] } & { [mark: string]: ((words: string) => ReactNode) | readonly Piece[] }) {
  return text.map((piece, index) => {
    if (typeof piece === "string") return piece;
    const mark = marks[piece.mark];
    return <Fragment key={index}>{typeof mark === "function" ? mark(piece.words) : piece.words}</Fragment>;
  });
}
