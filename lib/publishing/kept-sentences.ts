import { msg, translated, type Message } from "@/lib/texts/text";

type Values = Readonly<Record<string, string | number>>;

/**
 * What is found in documents and rows long before somebody reads it: by the preparation, by an import, at a set time. It is kept in English,
 * and said in the language of whoever looks. The more particular come first.
 */
const sentences = {
  noSeries: msg("There is no series {series}. To make it, fill in {columns}."),
  noTerms: msg("terms: there are none of the short name {terms}."),
  noOrganizations: msg("organizations: unknown are {organizations}."),
  noFile: msg("There is no file {file}."),
  emptyFile: msg("The file is empty."),
  largeFile: msg("The file has {size} MB; at most {most} MB are taken."),
  notPdf: msg("This is not a PDF."),
  namedBefore: msg("The file is named in line {line} already."),
  twin: msg("This document is in the series already, as version {version}."),
  extendsNothing: msg("extends: version {version} of {series} is no report, or is not there."),
  manyCells: msg("This row has {cells} cells, the head has {columns}. Put cells with commas into quotes."),
  late: msg("It was not published at its time: {problem}"),
  fileGone: msg("The file is gone. Import it again."),
  emptyColumn: msg("{column} is empty."),
  wrongColumn: msg("{column}: {problem}"),
} as const satisfies Record<string, Message>;

/** What the preparation of a document says (`lib/watermark`), which knows no language but English. */
const ofPreparation: readonly Message[] = [
  msg("This PDF needs more memory than is allowed when it is unpacked. Save the document again with a PDF printer and upload that."),
  msg("This PDF could not be read within {seconds} seconds. Save the document again with a PDF printer and upload that."),
  msg("This PDF could not be read. Open it in a PDF reader, save or print it to a new PDF file, and upload that."),
  msg("This file has {size} MB; the limit is {most} MB. Reduce its size, or split it into parts."),
  msg("This file is not a PDF. Export the document as PDF and upload that file."),
  msg("This PDF is damaged: {reason}. Open it in a PDF reader, save or print it to a new PDF file, and upload that."),
  msg("its objects cannot be read"),
  msg("it has no catalog that leads to its pages"),
  msg("its page tree leads back into itself"),
  msg("its page tree is too deep"),
  msg("the content of page {page} is packed in a way that no reader supports"),
  msg("This PDF has more than {pages} pages. Split it into parts, or ask the operator to raise the limit."),
  msg("This PDF has no pages. Check the file and upload it again."),
  msg("This PDF cannot be opened without a password or certificate, so it cannot be marked. Upload a copy without protection."),
  msg("The content of a page unpacks to more than {size} MiB. Save the document again with a PDF printer and upload that."),
  msg("Bytes before the PDF header were left out."),
  msg("{n} unreadable object was left out."),
  msg("{n} unreadable objects were left out."),
  msg("Page {page}: its content was cut off or damaged, and was kept up to there."),
  msg("The page tree was damaged and has been rebuilt from the pages that were found."),
  msg("The document was encrypted without a password to open it. Marked copies are not encrypted."),
  msg("Signed by {signers}. A marked copy cannot keep the signature: offer the SHA-256 of the original for checking."),
  msg("Embedded files were kept as asked, and are not marked: {files}."),
  msg("Removed: {parts}."),
  msg("the document's properties"),
  msg("page {page}"),
];

const fill = (text: string, values: Values): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A sentence as it is kept. */
export const keptSentence = (key: keyof typeof sentences, values: Values = {}): string => fill(sentences[key], values);

const literal = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
const patternOf = (sentence: Message): RegExp => new RegExp(`^${literal(sentence).replace(/\{(\w+)\}/g, (_, name: string) => (name === "column" ? "(?<column>\\w+)" : `(?<${name}>.+?)`))}$`, "s");
const known = [...ofPreparation, ...Object.values(sentences)].map((sentence) => ({ sentence, pattern: patternOf(sentence) }));

/** Kept sentences, one per line, in the reader's language; one that is not known stays as it was kept. */
export const sayKept = (kept: string): string => kept.split("\n").map(sayOne).join("\n");

function sayOne(kept: string): string {
  for (const { sentence, pattern } of known) {
    const found = pattern.exec(kept);
    if (!found) continue;
    const values = Object.entries(found.groups ?? {}).map(([name, value = ""]) => [name, name === "problem" || name === "reason" ? sayOne(value) : value]);
    return fill(translated(sentence), Object.fromEntries(values) as Values);
  }
  return translated(kept);
}
