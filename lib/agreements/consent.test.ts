import { expect, test } from "vitest";
import { inLocale } from "@/lib/texts/in-locale";
import { locales } from "@/lib/texts/locale";
import { acceptButton, authorityStatement, electronicConsent } from "./consent";
import { graceSentence, noticeSentence } from "./revision-text";

const bound = { kind: "ORGANIZATION", organizationName: "Alder AG", accountName: "" } as const;
const recorded = () => [authorityStatement(bound), acceptButton(bound.kind), electronicConsent.text, noticeSentence(1200), graceSentence(30)];

test("what an acceptance records is worded the same for every reader: what was shown is what the record and the stored document say", () => {
  const words = recorded();
  for (const locale of locales) expect(inLocale(locale, recorded)).toEqual(words);
});
