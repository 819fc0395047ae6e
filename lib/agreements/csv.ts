/** What a spreadsheet would run as a formula gets an apostrophe before it: a leading `= + - @`, tab or line break (also after blanks). */
const neutral = (text: string): string => (/^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text);

/** One row of a CSV file (RFC 4180), every cell in quotes, harmless to spreadsheets. Ends with CR LF. */
export const csvRow = (cells: readonly string[]): string => `${cells.map((cell) => `"${neutral(cell).replaceAll('"', '""')}"`).join(",")}\r\n`;
