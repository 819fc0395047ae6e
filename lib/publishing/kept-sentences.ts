import { saidFinding } from "@/lib/texts/document-findings";
import { msg, translated, type Message } from "@/lib/texts/text";

type Values = Readonly<Record<string, string | number>>;

/**
 * What is found in documents and rows long before somebody reads it: by an import, at a set time. It is kept in English, and said in the language
 * of whoever looks. The more particular come first.
 */
const sentences = {
  noSeries: msg("There is no series {series}. To make it, fill in {columns}."),
  noTerms: msg("terms: there are none of the short name {terms}."),
  noAudience: msg("audience: say for whom the new series is: everyone, or named with its organizations filled in."),
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
  gaveUp: msg("The portal tried it {attempts} times and could not: {problem}"),
  noStanding: msg("Whoever set the time may not publish any more. Publish it, or set a time again."),
  fileGone: msg("The file is gone. Import it again."),
  emptyColumn: msg("{column} is empty."),
  wrongColumn: msg("{column}: {problem}"),
  properties: msg("the document's properties"),
  page: msg("page {page}"),
} as const satisfies Record<string, Message>;

const fill = (text: string, values: Values): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A sentence as it is kept. */
export const keptSentence = (key: keyof typeof sentences, values: Values = {}): string => fill(sentences[key], values);

const literal = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
const patternOf = (sentence: Message): RegExp => new RegExp(`^${literal(sentence).replace(/\{(\w+)\}/g, (_, name: string) => (name === "column" ? "(?<column>\\w+)" : `(?<${name}>.+?)`))}$`, "s");
const known = Object.values(sentences).map((sentence) => ({ sentence, pattern: patternOf(sentence) }));

/** Kept sentences, one per line, in the reader's language; one that is not known stays as it was kept. */
export const sayKept = (kept: string): string => kept.split("\n").map(sayOne).join("\n");

function sayOne(kept: string): string {
  for (const { sentence, pattern } of known) {
    const found = pattern.exec(kept);
    if (!found) continue;
    const values = Object.entries(found.groups ?? {}).map(([name, value = ""]) => [name, name === "problem" ? sayOne(value) : value]);
    return fill(translated(sentence), Object.fromEntries(values) as Values);
  }
  return saidFinding(kept);
}
