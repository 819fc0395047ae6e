export interface TermsText {
  title: string;
  sections: { heading: string; text: string }[];
}

/**
 * Terms from a text file: a line `# Title`, then sections that each begin with a line `## Heading`; empty lines set paragraphs apart.
 * A text that is not so comes back as a sentence that says what is missing.
 */
export function readTermsText(file: string): TermsText | string {
  const [head = "", ...parts] = file.replace(/\r\n?/g, "\n").split(/^## +/m);
  const title = /^\s*# +(.+?)\s*$/.exec(head)?.[1];
  if (!title) return "The terms begin with a line that gives their title, and nothing else stands before the first heading: # Terms for assurance reports";
  const sections = parts.map((part) => {
    const [heading = "", ...lines] = part.split("\n");
    return { heading: heading.trim(), text: lines.join("\n").replace(/\n[ \t]*(?:\n[ \t]*)+/g, "\n\n").trim() };
  });
  if (sections.length === 0) return "The terms have at least one section, which begins with a line such as: ## Who may use the document";
  const empty = sections.find(({ heading, text }) => heading === "" || text === "");
  return empty ? `The section "${empty.heading}" of the terms has no ${empty.heading === "" ? "heading" : "text"}.` : { title, sections };
}
