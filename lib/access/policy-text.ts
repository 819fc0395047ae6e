import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { isPolicy, maxPolicyLength, parsePolicy } from "./policy";
import { msg, t } from "@/lib/texts/text";

/** Lines end in a line feed alone: forms send them with a carriage return, whatever was typed. */
export const unixLines = (text: string): string => text.replace(/\r\n?/g, "\n");

/** The document as its author wrote it; {@link requirePolicy} says what is wrong with it. */
export const PolicyText = z.string().min(1, msg("Write a policy.")).max(4 * maxPolicyLength, { error: () => t("A policy has at most {most} characters.", { most: maxPolicyLength }) }).transform(unixLines);
export const PolicyName = z.string().trim().min(1, msg("Enter a name.")).max(120, msg("Names have at most 120 characters.")).transform((name) => name.normalize("NFC"));

/** @throws MunimentError ValidationException with line, column and reason of every problem, 20 at most */
export function requirePolicy(document: string): void {
  const read = parsePolicy(document);
  if (isPolicy(read)) return;
  const fields = read.slice(0, 20).map(({ line, column, reason }) => ({ field: "document", message: t("Line {line}, column {column}: {reason}", { line: String(line), column: String(column), reason }) }));
  throw new MunimentError("ValidationException", t("The policy was not saved: it says something that cannot be read."), { fields });
}
