import { parseMarkdown } from "@/lib/markdown/parse-markdown";
import { plainText } from "@/lib/markdown/plain-text";
import { programByKey } from "@/lib/reports/programs";
import { searchTextOf } from "@/lib/reports/search-text";
import { isTopic, resourceKindNames, topicNames, type Written } from "./models";

/** What a resource is found by: its words, and the names of its kind, programs and topics. */
export const searchTextOfResource = ({ title, summary, kind, programs, topics, body }: Written): string =>
  searchTextOf([
    title,
    summary,
    resourceKindNames[kind],
    ...programs.flatMap((key) => [key, programByKey(key)?.name ?? null]),
    ...topics.map((topic) => (isTopic(topic) ? topicNames[topic] : null)),
    plainText(parseMarkdown(body)),
  ]);

/** The facts of a text that the resource itself repeats. */
export const listedFacts = (written: Written) => ({
  kind: written.kind,
  title: written.title,
  summary: written.summary,
  language: written.language,
  programs: [...written.programs],
  topics: [...written.topics],
  searchText: searchTextOfResource(written),
});
