import { randomBytes, randomInt } from "node:crypto";

/** What producers of PDF call their own resources: the marks are not to be found by the look of their names. */
const beginnings = ["Im", "Fm", "X", "R", "Im1", "Xf", "Obj", "Fx", "P", "G"];

/** A resource name for one use in one document. */
export function randomName(): string {
  const beginning = beginnings[randomInt(beginnings.length)] ?? "X";
  return `${beginning}${randomInt(100, 1_000)}${randomBytes(3).toString("hex").toUpperCase()}`;
}
