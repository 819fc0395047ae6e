import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { isPolicy, maxPolicyLength, parsePolicy } from "./policy";

/** Lines end in a line feed alone: forms send them with a carriage return, whatever was typed. */
export const unixLines = (text: string): string => text.replace(/\r\n?/g, "\n");

/** The document as its author wrote it; {@link requirePolicy} says what is wrong with it. */
export const PolicyText = z.string().min(1, "Write a policy.").max(4 * maxPolicyLength, `A policy has at most ${maxPolicyLength.toLocaleString("en")} characters.`).transform(unixLines);
export const PolicyName = z.string().trim().min(1, "Enter a name.").max(120, "Names have at most 120 characters.").transform((name) => name.normalize("NFC"));

/** @throws MunimentError ValidationException with line, column and reason of every problem, 20 at most */
export function requirePolicy(document: string): void {
  const read = parsePolicy(document);
  if (isPolicy(read)) return;
  const fields = read.slice(0, 20).map(({ line, column, reason }) => ({ field: "document", message: `Line ${line}, column ${column}: ${reason}` }));
  throw new MunimentError("ValidationException", "The policy was not saved: it says something that cannot be read.", { fields });
}
