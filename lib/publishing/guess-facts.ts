import type { Glance, IngestReport } from "@/lib/watermark";
import { keptSentence } from "./kept-sentences";
import type { Guesses } from "./models";

const monthNames = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const month = `(?:${monthNames.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join("|")}|sept)\\.?`;
const dayFirst = `(\\d{1,2})(?:st|nd|rd|th)?\\s+(${month}),?\\s+(\\d{4})`;
const monthFirst = `(${month})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`;
const iso = "(\\d{4})-(\\d{2})-(\\d{2})";
const between = "\\s*(?:to|through|until|–|—|-|and)\\s*";

/** Both days in the same form, as documents write them. Numbers alone (03/04/2026) mean different days in different places and are left alone. */
const shapes: readonly { pattern: RegExp; read: (parts: readonly string[]) => string | null }[] = [
  { pattern: new RegExp(`${dayFirst}${between}${dayFirst}`, "gi"), read: ([day = "", name = "", year = ""]) => isoOf(year, name, day) },
  { pattern: new RegExp(`${monthFirst}${between}${monthFirst}`, "gi"), read: ([name = "", day = "", year = ""]) => isoOf(year, name, day) },
  { pattern: new RegExp(`\\b${iso}${between}${iso}\\b`, "gi"), read: ([year = "", number = "", day = ""]) => real(`${year}-${number}-${day}`) },
];

function real(day: string): string | null {
  const time = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day && day >= "1990-01-01" && day < "2100-01-01" ? day : null;
}

function isoOf(year: string, name: string, day: string): string | null {
  const number = monthNames.findIndex((one) => one.startsWith(name.toLowerCase().slice(0, 3))) + 1;
  return number === 0 ? null : real(`${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`);
}

export type FoundPeriod = { start: string; end: string; page: number };

const mostYears = 5;

/** Every stretch of days that the pages name, in their order. */
export function periodsIn(pages: readonly string[]): FoundPeriod[] {
  return pages.flatMap((text, index) =>
    shapes
      .flatMap(({ pattern, read }) =>
        [...text.matchAll(pattern)].flatMap((match) => {
          const [first, second] = [read(match.slice(1, 4)), read(match.slice(4, 7))];
          if (first === null || second === null || first >= second) return [];
          return Date.parse(second) - Date.parse(first) > mostYears * 366 * 86_400_000 ? [] : [{ start: first, end: second, page: index + 1, at: match.index }];
        }),
      )
      .sort((left, right) => left.at - right.at)
      .map(({ start, end, page }) => ({ start, end, page })),
  );
}

/** Titles that programs give by themselves, or that are file names. */
const noTitle = /^(?:untitled|document\d*|microsoft word\b.*|powerpoint presentation|.*\.(?:docx?|pdf|pptx?|xlsx?|indd|tex|odt))$/i;

function titleOf({ title }: Glance): Guesses["title"] {
  return title.length >= 4 && title.length <= 200 && !noTitle.test(title) ? { value: title, from: keptSentence("properties") } : null;
}

/** Only where all the first pages agree: a document that names two periods does not say which is its own. */
function periodOf({ texts }: Glance): Guesses["period"] {
  const found = periodsIn(texts);
  const [first] = found;
  if (!first || found.some(({ start, end }) => start !== first.start || end !== first.end)) return null;
  return { value: { start: first.start, end: first.end }, from: keptSentence("page", { page: first.page }) };
}

const letter = /\b(?:bridge|gap|comfort)\s+letter\b/i;

function kindOf({ title, texts }: Glance): Guesses["kind"] {
  if (letter.test(title)) return { value: "BRIDGE_LETTER", from: keptSentence("properties") };
  return letter.test((texts[0] ?? "").slice(0, 600)) ? { value: "BRIDGE_LETTER", from: keptSentence("page", { page: 1 }) } : null;
}

function languageOf(report: IngestReport | undefined): Guesses["language"] {
  const tag = report?.language ?? "";
  return /^[a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag) ? { value: `${tag.slice(0, tag.search(/-|$/)).toLowerCase()}${tag.slice(tag.search(/-|$/))}`, from: keptSentence("properties") } : null;
}

/** What can be said of a document without understanding it. Everything is a proposal with its source; what is not clear is left out. */
export function guessFacts(glance: Glance | null, report: IngestReport | undefined): Guesses {
  const language = languageOf(report);
  return glance ? { title: titleOf(glance), period: periodOf(glance), kind: kindOf(glance), language } : { title: null, period: null, kind: null, language };
}

/** A title from the name of a file, where nothing better is known: `SOC2_Type-II_2026.pdf` as `SOC2 Type-II 2026`. */
export function titleFromFile(fileName: string): string {
  return fileName.replace(/\.pdf$/i, "").replace(/[_+]+/g, " ").replace(/\s+/g, " ").trim();
}
