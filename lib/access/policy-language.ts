import { completePolicy, type Completion, type Vocabulary } from "./complete-policy";
import { formatPolicy } from "./format-policy";
import { readJson } from "./json-positions";
import { jsonTokens, type JsonToken } from "./json-tokens";
import { isPolicy, maxPolicyLength, parsePolicy, type PolicyProblem } from "./policy";

/** What an editor asks about a document. It needs no server: everything here runs in a browser too. */
export type PolicyLanguage = Readonly<{
  maxLength: number;
  /** The problems that saving would answer with, none for a good document. */
  problemsOf(text: string): readonly PolicyProblem[];
  tokensOf(text: string): readonly JsonToken[];
  /** The document with its white space in order; null where it is not JSON, or JSON that means two things. */
  format(text: string): string | null;
  complete(text: string, offset: number, vocabulary: Vocabulary): Completion | null;
}>;

export const policyLanguage: PolicyLanguage = {
  maxLength: maxPolicyLength,
  problemsOf: (text) => {
    const read = parsePolicy(text);
    return isPolicy(read) ? [] : read;
  },
  tokensOf: jsonTokens,
  format: (text) => {
    try {
      return formatPolicy(readJson(text).value);
    } catch {
      return null;
    }
  },
  complete: completePolicy,
};
