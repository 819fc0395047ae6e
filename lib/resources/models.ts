import { z } from "zod";
import { Slug } from "@/lib/organizations/models";
import { Language, ProgramKey } from "@/lib/reports/models";
import { msg, type Message } from "@/lib/texts/text";

export const ResourceSlug = Slug;

export const resourceKinds = ["WHITEPAPER", "ANSWER", "CHECKLIST", "STORY"] as const;
export const ResourceKind = z.enum(resourceKinds);
export type ResourceKind = z.infer<typeof ResourceKind>;
export const ResourceState = z.enum(["DRAFT", "PUBLISHED", "RETIRED"]);
export type ResourceState = z.infer<typeof ResourceState>;

export const topics = ["reading-reports", "periods", "shared-responsibility", "agreements", "privacy", "continuity", "vendor-risk", "copies-and-trail"] as const;
export const Topic = z.enum(topics);
export type Topic = z.infer<typeof Topic>;

export const topicNames: Readonly<Record<Topic, string>> = {
  "reading-reports": "Reading reports",
  periods: "Periods and bridge letters",
  "shared-responsibility": "Shared responsibility",
  agreements: "Agreements and terms",
  privacy: "Privacy and data protection",
  continuity: "Continuity and incidents",
  "vendor-risk": "Vendor risk",
  "copies-and-trail": "Copies and the audit trail",
};

export const resourceKindNames: Readonly<Record<ResourceKind, string>> = { WHITEPAPER: "Whitepaper", ANSWER: "Answer", CHECKLIST: "Checklist", STORY: "Customer story" };

/** One value of a form field that can be chosen several times comes alone. */
const listOf = <T extends z.ZodType>(one: T, most: number) => z.preprocess((value): unknown => (value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value]), z.array(one).max(most));

const oneLine = (message: Message, most: 160 | 400) =>
  z.string().trim().min(1, message).max(most, most === 160 ? msg("At most 160 characters.") : msg("At most 400 characters.")).refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), msg("Without line breaks.")).transform((text) => text.normalize("NFC"));

export const maxBodyLength = 100_000;
export const Title = oneLine(msg("Give it a title."), 160);
export const Summary = oneLine(msg("Say in a sentence or two what it is about."), 400);

/** What staff write of a resource. */
export const Written = z.object({
  kind: ResourceKind,
  title: Title,
  summary: Summary,
  /** Markdown. */
  body: z.string().max(maxBodyLength, msg("The text is too long: at most 100,000 characters. Divide it.")).default("").transform((text) => text.replace(/\r\n?/g, "\n")),
  language: Language.default("en"),
  programs: listOf(ProgramKey, 40),
  topics: listOf(Topic, topics.length),
});
export type Written = z.infer<typeof Written>;

export const isTopic = (value: string): value is Topic => topics.some((topic) => topic === value);

export const resourceResource = (slug: string, revision?: number): string => `resource/${slug}${revision === undefined ? "" : `:${revision}`}`;

/** A resource as lists and other pages link to it. */
export const ResourceLink = z.object({ slug: ResourceSlug, kind: ResourceKind, title: z.string(), summary: z.string() });
export type ResourceLink = z.infer<typeof ResourceLink>;
