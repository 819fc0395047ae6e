/** Spreadsheets take what begins so for a formula. */
const formula = /^[=+\-@\t\r]/;

/** One cell (RFC 4180): quoted where it must be, and never a formula. */
export function csvCell(value: string): string {
  const plain = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;
