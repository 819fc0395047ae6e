/** What a spreadsheet would run as a formula gets an apostrophe before it: a leading `= + - @`, tab or line break (also after blanks). */
export const harmless = (text: string): string => (/^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text);

/** One cell (RFC 4180): quoted where it must be, and never a formula. */
export function csvCell(value: string): string {
  const plain = harmless(value);
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;
