import { randomInt } from "node:crypto";

/** A random account id: twelve digits, the first not zero. Uniqueness is the primary key's business. */
export const newAccountId = (): string => `${randomInt(1, 10)}${Array.from({ length: 11 }, () => randomInt(0, 10)).join("")}`;

/** In groups of four, as people read them: `4410-2283-9917`. */
export const formatAccountId = (id: string): string => id.replace(/(\d{4})(?=\d)/g, "$1-");
