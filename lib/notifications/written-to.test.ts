import { expect, test } from "vitest";
import { inLocale } from "@/lib/texts/in-locale";
import { t } from "@/lib/texts/text";
import { composeMail } from "./compose-mail";
import { writtenTo } from "./written-to";

test("a letter is in the language of its reader, whoever's request writes it", () => {
  const write = () => composeMail({ paragraphs: [t("This request was withdrawn. There is nothing to decide any more.")], sender: "Operator", reason: t("You get this because you subscribed to it.") });
  const locales = new Map([["german", "de"]] as const);
  const { english, german } = inLocale("de", () => ({ english: writtenTo(locales, "another", write), german: writtenTo(locales, "german", write) }));
  expect(german.html).toContain('<html lang="de">');
  expect(german.text).toContain("Diese Anfrage wurde zurückgezogen.");
  expect(english.html, "who chose none is written to in English, even by somebody who speaks German").toContain('<html lang="en">');
  expect(english.text).toContain("This request was withdrawn.");
});
