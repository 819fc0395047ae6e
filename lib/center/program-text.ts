import { americasTexts } from "./programs/americas";
import { asiaPacificTexts } from "./programs/asia-pacific";
import { emeaTexts } from "./programs/emea";
import { globalTexts } from "./programs/global";
import type { ProgramText } from "./programs/program-text";

export type { ProgramText } from "./programs/program-text";

export const programTexts: ReadonlyMap<string, ProgramText> = new Map([...globalTexts, ...americasTexts, ...emeaTexts, ...asiaPacificTexts]);

/** What there is to know of a program; every known program has a text, and a test holds the list to that. */
export const programText = (key: string): ProgramText | undefined => programTexts.get(key);
