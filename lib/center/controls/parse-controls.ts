import { t } from "@/lib/texts/text";

/** A control as it was written: its code in the report, where it has one, and its text in one line. */
export type WrittenControl = Readonly<{ code: string | null; text: string }>;

export const mostControls = 300;
export const longestText = 2000;
const longestCode = 24;

/** Signs and numbers that lists begin their lines with. They say nothing about the control. */
const listSign = /^(?:[-–—•*·▪]|\(?\d{1,3}[.)])\s+/u;
/** A code has a digit and is set apart by a colon, a bar or a tab. */
const coded = /^([\p{L}\p{N}][\p{L}\p{N}._/-]*)(?:\s*[:|]\s+|\s*\|\s*|\s*\t\s*)(\S.*)$/u;

const isCode = (word: string): boolean => word.length <= longestCode && /\p{N}/u.test(word);

function parsedLine(line: string): WrittenControl {
  let rest = line.trim();
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(listSign, "").trim();
  }
  const [, code = "", text = ""] = coded.exec(rest) ?? [];
  const plain = (words: string): string => words.replace(/\s+/gu, " ").trim();
  return isCode(code) && text !== "" ? { code, text: plain(text) } : { code: null, text: plain(rest) };
}

/**
 * Reads controls that were pasted from a report: one per line, empty lines left out. `CC6.1: Customers ...`, with a bar or a tab instead of the colon, gives
 * a control its code; bullets and numbers before it are dropped. `problems` say by line what has to be changed; then nothing of it should be stored.
 */
export function parseControls(pasted: string): { controls: WrittenControl[]; problems: { line: number; message: string }[] } {
  const controls: WrittenControl[] = [];
  const problems: { line: number; message: string }[] = [];
  const seen = new Map<string, number>();
  for (const [index, one] of pasted.normalize("NFC").split(/\r\n|[\n\r\u2028\u2029]/u).entries()) {
    if (one.trim() === "") continue;
    const line = index + 1;
    const control = parsedLine(one);
    if (control.text === "") continue;
    if (control.text.length > longestText) problems.push({ line, message: t("Line {line} has more than {most} characters. Put each control on a line of its own.", { line: String(line), most: String(longestText) }) });
    const keys = [control.code === null ? null : `code ${control.code.toLowerCase()}`, `text ${control.text.toLowerCase()}`];
    for (const key of keys) {
      if (key === null) continue;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, line);
      else problems.push({ line, message: key.startsWith("code")
            ? t("Line {line} uses the code {code} of line {first} again. Give it another.", { line: String(line), code: control.code ?? "", first: String(first) })
            : t("Line {line} repeats line {first}. Remove one of them.", { line: String(line), first: String(first) }) });
    }
    controls.push(control);
  }
  if (controls.length > mostControls) problems.push({ line: mostControls + 1, message: t("A version has at most {most} controls; these are {n}.", { most: String(mostControls), n: String(controls.length) }) });
  return { controls, problems };
}

/** The controls as lines that {@link parseControls} reads back as they are. */
export const formatControls = (controls: readonly WrittenControl[]): string => controls.map(({ code, text }) => (code === null ? text : `${code}: ${text}`)).join("\n");
