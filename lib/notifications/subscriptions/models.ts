import { z } from "zod";
import { macFor } from "@/lib/config/secrets";
import { categories, categoryNames } from "@/lib/reports/models";
import { programByKey, regionName, regions } from "@/lib/reports/programs";
import { timingSafeEqual } from "node:crypto";
import { msg, t, translated } from "@/lib/texts/text";

export const topics = ["ALL", "PROGRAM", "SERIES", "REGION", "CATEGORY", "AGREEMENTS", "ROLES"] as const;
export const Topic = z.enum(topics);
export type Topic = z.infer<typeof Topic>;

export const rhythms = ["IMMEDIATE", "DAILY", "WEEKLY"] as const;
export const Rhythm = z.enum(rhythms, msg("Choose at once, daily or weekly."));
export type Rhythm = z.infer<typeof Rhythm>;

export const maxSubscriptions = 200;
export const maxDestinations = 10;
/** How long the link to confirm an address works. */
export const confirmMs = 3 * 86_400_000;

export const Channel = z.enum(["MAIL", "WEBHOOK"]);

const categoryOf = (value: string) => categories.find((key) => key === value);

/** Whether a topic goes with a value: topics of their own have none. */
export function fits(topic: Topic, value: string): boolean {
  if (topic === "PROGRAM") return programByKey(value) !== undefined;
  if (topic === "REGION") return regions.some(({ key }) => key === value);
  if (topic === "CATEGORY") return categoryOf(value) !== undefined;
  if (topic === "SERIES") return /^report-[A-Za-z0-9]{16}$/.test(value);
  return value === "";
}

/** What is subscribed to, in the reader's words; of a series the caller knows the name. */
export function topicInWords(topic: Topic, value: string, seriesName: string | null): string {
  switch (topic) {
    case "ALL":
      return t("All reports");
    case "PROGRAM":
      return programByKey(value)?.name ?? value;
    case "SERIES":
      return seriesName ?? t("A report that you may not see at present");
    case "REGION":
      return translated(regionName(value));
    case "CATEGORY": {
      const category = categoryOf(value);
      return category ? translated(categoryNames[category]) : value;
    }
    case "AGREEMENTS":
      return t("Agreements: new revisions, what comes into force, what ends");
    case "ROLES":
      return t("Roles that end");
  }
}

/** `PROGRAM:soc2`, `ALL`: what a form's one field says. */
export const About = z
  .string()
  .max(100)
  .transform((text, context) => {
    const [head = "", value = ""] = text.split(/:(.*)/s);
    const topic = Topic.safeParse(head);
    if (topic.success && fits(topic.data, value)) return { topic: topic.data, value };
    context.addIssue({ code: "custom", message: msg("Choose what you want to be told about.") });
    return z.NEVER;
  });

const macOf = (messageId: string): string => macFor("unsubscribe", messageId).toString("base64url");

/** The part of an unsubscribe link that names a message and proves that the portal wrote it. */
export const unsubscribeToken = (messageId: string): string => `${messageId}.${macOf(messageId)}`;

/** The message that a link names; null for a link that the portal did not write. */
export function messageOfToken(token: string): string | null {
  const [messageId = "", mac = "", ...rest] = token.split(".");
  const expected = Buffer.from(macOf(messageId));
  const given = Buffer.from(mac);
  return rest.length === 0 && z.uuid().safeParse(messageId).success && expected.length === given.length && timingSafeEqual(expected, given) ? messageId : null;
}

export const subscriptionResource = (id: string): string => `subscription/${id}`;
export const destinationResource = (id: string): string => `destination/${id}`;
