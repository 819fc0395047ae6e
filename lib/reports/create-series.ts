import { randomInt } from "node:crypto";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { Category, Language, ProgramKey, ReportId } from "./models";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const newReportId = (): string => `report-${Array.from({ length: 16 }, () => alphabet.charAt(randomInt(alphabet.length))).join("")}`;

/** Creates a report series: the line in which versions follow each other. */
export const createSeries = operation({
  name: "reports:CreateSeries",
  summary: "Creates a report series.",
  access: "Write",
  reach: "staff",
  input: z.object({
    slug: Slug,
    name: z.string().trim().min(1).max(200),
    description: z.string().trim().min(1).max(2000),
    program: ProgramKey,
    product: z.string().trim().min(1).max(200),
    category: Category,
    /** Short names of the organizations it is for alone; absent: every customer. */
    organizations: z.array(Slug).min(1).max(100).optional(),
    shareWith: z.string().trim().min(1).max(1000),
    language: Language.default("en"),
    /** Listed but locked: members whose policies hide it may know that it exists and ask for it. */
    askable: z.boolean().default(false),
    terms: Slug,
    /** Copies are read in the browser; there is no file to download. */
    viewOnly: z.boolean().default(false),
  }),
  output: z.object({ reportId: ReportId }),
  async handle({ db, input }) {
    const terms = await db.terms.findUnique({ where: { slug: input.terms } });
    if (!terms) throw new MunimentError("ValidationException", "There are no terms of this short name.", { fields: [{ field: "terms", message: "Unknown terms." }] });
    const organizations = input.organizations ? await db.organization.findMany({ where: { slug: { in: input.organizations } }, select: { id: true, slug: true } }) : [];
    const missing = (input.organizations ?? []).filter((slug) => !organizations.some((organization) => organization.slug === slug));
    if (missing.length > 0) {
      throw new MunimentError("ValidationException", `Unknown organizations: ${missing.join(", ")}.`, { fields: [{ field: "organizations", message: "Unknown." }] });
    }
    if (await db.reportSeries.findUnique({ where: { slug: input.slug }, select: { id: true } })) {
      throw new MunimentError("Conflict", "A series of this short name exists already.", { fields: [{ field: "slug", message: "Taken already." }] });
    }
    const id = newReportId();
    const { organizations: _named, terms: _terms, ...facts } = input;
    await db.reportSeries.create({ data: { ...facts, id, audience: input.organizations ? "NAMED" : "EVERYONE", termsId: terms.id, createdAt: now() } });
    await db.seriesAudience.createMany({ data: organizations.map((organization) => ({ seriesId: id, organizationId: organization.id })) });
    return { reportId: id };
  },
  record: ({ input, output }) => ({ resources: [`report/${output.reportId}`], parameters: { slug: input.slug, program: input.program, audience: input.organizations ?? "EVERYONE" } }),
});
