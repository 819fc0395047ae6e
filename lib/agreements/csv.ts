import { harmless } from "@/lib/audit/csv";

/** One row of a CSV file (RFC 4180), every cell in quotes, harmless to spreadsheets. Ends with CR LF. */
export const csvRow = (cells: readonly string[]): string => `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(",")}\r\n`;
