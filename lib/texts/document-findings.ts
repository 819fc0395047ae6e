import { speech } from "./locale";
import { t, tn, translated } from "./text";

type Finding = readonly [sentence: RegExp, say: (values: readonly string[]) => string];

/** What the watermark room says with values in it. It knows nothing of languages: its sentences are records, and read here again. */
const findings: readonly Finding[] = [
  [/^(\d+) unreadable objects? (?:was|were) left out\.$/, ([n]) => tn(Number(n), "{n} unreadable object was left out.", "{n} unreadable objects were left out.")],
  [
    /^(\d+) unreadable objects? (?:was|were) left out\. Compare the copy with the original\.$/,
    ([n]) => tn(Number(n), "{n} unreadable object was left out. Compare the copy with the original.", "{n} unreadable objects were left out. Compare the copy with the original."),
  ],
  [
    /^(\d+) faulty objects? (?:was|were) read without the words in it that mean nothing\.$/,
    ([n]) => tn(Number(n), "{n} faulty object was read without the words in it that mean nothing.", "{n} faulty objects were read without the words in it that mean nothing."),
  ],
  [
    /^This PDF\/A-(\d) has no output intent, /,
    ([part = ""]) => t("This PDF/A-{part} has no output intent, which the marks need: marked copies no longer claim it. Publish it with an output intent to keep the claim.", { part }),
  ],
  [/^Page (\d+): its content was cut off or damaged, and was kept up to there\.$/, ([page = ""]) => t("Page {page}: its content was cut off or damaged, and was kept up to there.", { page })],
  [/^Embedded files were kept as asked, and are not marked: (.*)\.$/s, ([names = ""]) => t("Embedded files were kept as asked, and are not marked: {names}.", { names })],
  [/^Removed: (.*)\.$/s, ([what = ""]) => t("Removed: {what}.", { what: what.split(", ").map(removed).join(", ") })],
  [/^Signed by (.*)\. A marked copy cannot keep the signature: /s, ([signers = ""]) => t("Signed by {signers}. A marked copy cannot keep the signature: offer the SHA-256 of the original for checking.", { signers })],
  [/^This file has (.*) MB; the limit is (.*) MB\. /, ([has = "", limit = ""]) => t("This file has {has} MB; the limit is {limit} MB. Reduce its size, or split it into parts.", { has, limit })],
  [/^This PDF has more than (\d+) pages\. /, ([n]) => t("This PDF has more than {n} pages. Split it into parts, or ask the operator to raise the limit.", { n: Number(n) })],
  [/^The content of a page unpacks to more than (\d+) MiB\. /, ([n]) => t("The content of a page unpacks to more than {n} MiB. Save the document again with a PDF printer and upload that.", { n: Number(n) })],
  [/^The picture has (\d+) megapixels; at most (\d+) are read\. /, ([has = "", most = ""]) => t("The picture has {has} megapixels; at most {most} are read. Make it smaller and try again.", { has, most })],
  [/^This PDF could not be read within (\d+) seconds\. /, ([n]) => t("This PDF could not be read within {n} seconds. Save the document again with a PDF printer and upload that.", { n: Number(n) })],
  [/^This PDF is damaged: (.*)\. Open it in a PDF reader, /s, ([reason = ""]) => t("This PDF is damaged: {reason}. Open it in a PDF reader, save or print it to a new PDF file, and upload that.", { reason: damage(reason) })],
];

/** `actions that start programs (3)` */
function removed(part: string): string {
  const [, what = part, count = ""] = /^(.*?)( \(\d+\))?$/.exec(part) ?? [];
  return `${translated(what)}${count}`;
}

function damage(reason: string): string {
  const page = /^the content of page (\d+) is packed/.exec(reason)?.[1];
  return page === undefined ? translated(reason) : t("the content of page {page} is packed in a way that no reader supports", { page });
}

/** What was found in a document or why it was refused, in the reader's language; as it was recorded, where no text fits. */
export function saidFinding(recorded: string): string {
  if (speech().texts === null) return recorded;
  for (const [sentence, say] of findings) {
    const found = sentence.exec(recorded);
    if (found) return say(found.slice(1));
  }
  return translated(recorded);
}
