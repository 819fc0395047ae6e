import { keepPolicyDraft } from "@/lib/access/keep-policy-draft";
import type { Caller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Keeps the long texts of a form that was refused or that has to wait for a fresh code, so that the page that follows can show them again:
 * an address cannot carry them, and a page without scripts remembers nothing.
 */
export async function keepTyped(caller: Caller, operation: string, input: Readonly<Record<string, unknown>>): Promise<void> {
  if (operation !== "access:CreatePolicy" && operation !== "access:PutPolicyVersion") return;
  const { name, slug, document, policyId, after } = input;
  const place = operation === "access:CreatePolicy" ? "new" : text(policyId);
  try {
    await perform(caller, keepPolicyDraft, { place, name: text(name), slug: text(slug), document: text(document), after });
  } catch {
    // The person learns why the form was refused; that it could not be kept either is in the trail.
  }
}
