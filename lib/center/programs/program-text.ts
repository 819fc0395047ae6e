/** What a reader needs to know of a program before asking for its evidence. */
export type ProgramText = Readonly<{
  /** Two to four sentences: what it is, who issues it, what to look for. */
  about: string;
  /** Who asks for it, as the end of "Asked for by ...". */
  askedBy: string;
  /** The period that evidence usually covers, and how often there is new evidence. */
  cadence: string;
}>;

/** One line of a table: about, asked by, cadence. */
export type TextRow = readonly [about: string, askedBy: string, cadence: string];

export const textsOf = (rows: Readonly<Record<string, TextRow>>): ReadonlyMap<string, ProgramText> =>
  new Map(Object.entries(rows).map(([key, [about, askedBy, cadence]]) => [key, { about, askedBy, cadence }]));
