import { t } from "@/lib/texts/text";

/** One record with the line on which it begins, counted from 1. */
export type CsvRecord = { line: number; cells: string[] };

/** A comma, or the semicolon of spreadsheets in many languages: whichever the first line has more of. */
function separatorOf(text: string): string {
  const [head = ""] = text.split(/\r\n|\r|\n/, 1);
  return head.split(";").length > head.split(",").length ? ";" : ",";
}

/**
 * Reads CSV as RFC 4180 has it, and as spreadsheets write it: with a byte order mark, with semicolons, with any kind of line end. Lines without anything are left out.
 * A quote that is never closed comes back as a sentence.
 */
export function readCsv(file: string): CsvRecord[] | string {
  const text = file.replace(/^\uFEFF/, "");
  const separator = separatorOf(text);
  const records: CsvRecord[] = [];
  let record: CsvRecord = { line: 1, cells: [] };
  let cell = "";
  let line = 1;
  let quoted = false;
  let wasQuoted = false;
  const endCell = (): void => {
    record.cells.push(wasQuoted ? cell : cell.trim());
    cell = "";
    wasQuoted = false;
  };
  const endRecord = (): void => {
    endCell();
    if (record.cells.some((one) => one !== "")) records.push(record);
    record = { line: line + 1, cells: [] };
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const lineEnd = sign === "\n" || sign === "\r";
    if (sign === "\r" && text.charAt(at + 1) === "\n") at += 1;
    if (quoted) {
      if (sign === '"' && text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else if (sign === '"') quoted = false;
      else cell += lineEnd ? "\n" : sign;
    } else if (sign === '"' && cell.trim() === "" && !wasQuoted) {
      cell = "";
      quoted = true;
      wasQuoted = true;
    } else if (sign === separator) endCell();
    else if (lineEnd) endRecord();
    else if (!wasQuoted || sign.trim() !== "") cell += sign;
    if (lineEnd) line += 1;
  }
  if (quoted) return t("The quote that is opened in the record of line {line} is never closed.", { line: String(record.line) });
  endRecord();
  return records;
}
