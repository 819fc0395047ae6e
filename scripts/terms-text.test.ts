import { expect, test } from "vitest";
import { readTermsText } from "./terms-text";

test("a terms file is a title, and sections of a heading and paragraphs", () => {
  expect(readTermsText("# Terms\n\n## Who may use it\n\nYou.\nAnd yours.\n\n\n\nNobody else.\n\n## Keeping it\r\nWell.\r\n")).toEqual({
    title: "Terms",
    sections: [
      { heading: "Who may use it", text: "You.\nAnd yours.\n\nNobody else." },
      { heading: "Keeping it", text: "Well." },
    ],
  });
});

test.each([
  ["", "title"],
  ["Just text", "title"],
  ["# Title\nStray text\n\n## A\n\nx", "title"],
  ["## Heading\n\ntext", "title"],
  ["# Title\n", "at least one section"],
  ["# Title\n\n## Heading\n\n", "no text"],
])("anything else is refused with what is missing: %j", (file, complaint) => {
  expect(readTermsText(file)).toContain(complaint);
});
