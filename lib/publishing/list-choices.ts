import { z } from "zod";
import { operation } from "@/lib/operations/operation";

const most = 2_000;

/** What the forms of publishing offer to choose from: customers, the operator's people, series. By name. */
export const listChoices = operation({
  name: "publishing:ListChoices",
  summary: "Customers, the operator's people and series, for the forms of publishing.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({
    organizations: z.array(z.object({ slug: z.string(), name: z.string() })),
    people: z.array(z.object({ name: z.string(), email: z.string() })),
    series: z.array(z.object({ reportId: z.string(), name: z.string() })),
  }),
  async handle({ db }) {
    const [organizations, people, series] = await Promise.all([
      db.organization.findMany({ where: { kind: "CUSTOMER" }, orderBy: { name: "asc" }, take: most, select: { slug: true, name: true } }),
      db.person.findMany({ where: { memberships: { some: { account: { organization: { kind: "OPERATOR" } } } } }, orderBy: { name: "asc" }, take: most, select: { name: true, email: true } }),
      db.reportSeries.findMany({ orderBy: { name: "asc" }, take: most, select: { id: true, name: true } }),
    ]);
    return { organizations, people, series: series.map(({ id, name }) => ({ reportId: id, name })) };
  },
});
