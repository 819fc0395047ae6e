import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { audienceFields, neededAudience } from "./audience";
import { Category, Language, ProgramKey, ReportId } from "./models";
import { msg, t } from "@/lib/texts/text";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const newReportId = (): string => `report-${Array.from({ length: 16 }, () => alphabet.charAt(randomInt(alphabet.length))).join("")}`;

/** What a series is, whether it is new or changed. */
export const seriesFields = {
  name: z.string().trim().min(1, msg("Give the series a name.")).max(200),
  description: z.string().trim().min(1, msg("Say in a sentence what it is.")).max(2000),
  product: z.string().trim().min(1, msg("Name the product or service.")).max(200),
  category: Category,
  shareWith: z.string().trim().min(1, msg("Say with whom a customer may share it.")).max(1000),
  language: Language.default("en"),
  terms: Slug,
};

/** A box of a form, or a yes in JSON. */
export const Yes = z.union([z.boolean(), z.enum(["on", "true", "false"]).transform((word) => word !== "false")]);

const NewSeries = z.object({
  slug: Slug,
  ...seriesFields,
  program: ProgramKey,
  ...audienceFields,
  /** Listed but locked: members whose policies hide it may know that it exists and ask for it. */
  askable: Yes.default(false),
  /** Copies are read in the browser; there is no file to download. */
  viewOnly: Yes.default(false),
});

/** The terms of a short name. @throws MunimentError ValidationException */
export async function termsOf(db: Db, slug: string): Promise<{ id: string }> {
  const terms = await db.terms.findUnique({ where: { slug }, select: { id: true } });
  if (!terms) throw new MunimentError("ValidationException", t("There are no terms of this short name."), { fields: [{ field: "terms", message: t("Unknown terms.") }] });
  return terms;
}

/** The customers of these short names. @throws MunimentError ValidationException that names the unknown ones */
export async function organizationsOf(db: Db, slugs: readonly string[]): Promise<{ id: string }[]> {
  const found = slugs.length > 0 ? await db.organization.findMany({ where: { slug: { in: [...slugs] } }, select: { id: true, slug: true } }) : [];
  const missing = slugs.filter((slug) => !found.some((organization) => organization.slug === slug));
  if (missing.length > 0) {
    throw new MunimentError("ValidationException", t("Unknown organizations: {names}.", { names: missing.join(", ") }), { fields: [{ field: "organizations", message: t("Unknown: {names}.", { names: missing.join(", ") }) }] });
  }
  return found;
}

/** Makes a series within a transaction. @returns its id */
export async function addSeries(db: Db, input: z.output<typeof NewSeries>, ownerId: string | null): Promise<string> {
  const { audience, organizations: named } = neededAudience(input);
  const terms = await termsOf(db, input.terms);
  const organizations = await organizationsOf(db, named);
  if (await db.reportSeries.findUnique({ where: { slug: input.slug }, select: { id: true } })) {
    throw new MunimentError("Conflict", t("A series of this short name exists already."), { fields: [{ field: "slug", message: t("Taken already.") }] });
  }
  const id = newReportId();
  const { organizations: _named, audience: _said, terms: _terms, ...facts } = input;
  await db.reportSeries.create({ data: { ...facts, id, audience, termsId: terms.id, createdAt: now(), ownerId } });
  await db.seriesAudience.createMany({ data: organizations.map((organization) => ({ seriesId: id, organizationId: organization.id })) });
  return id;
}

/** Creates a report series: the line in which versions follow each other. Whoever creates it owns it, until somebody else does. */
export const createSeries = operation({
  name: "reports:CreateSeries",
  summary: "Creates a report series.",
  access: "Write",
  reach: "staff",
  input: NewSeries,
  output: z.object({ reportId: ReportId }),
  handle: async ({ db, caller, input }) => ({ reportId: await addSeries(db, input, caller.kind === "person" ? caller.personId : null) }),
  record: ({ input, output }) => ({ resources: [`report/${output.reportId}`], parameters: { slug: input.slug, program: input.program, audience: input.organizations ?? "EVERYONE" } }),
});
