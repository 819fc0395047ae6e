import { z } from "zod";
import { csvLine } from "@/lib/audit/csv";
import { database } from "@/lib/database/client";
import { withScope } from "@/lib/database/scope";
import { Uuid } from "@/lib/identity/models";
import { isMember, type Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { scopeOf } from "@/lib/operations/scope-of";
import { formatAccountId } from "@/lib/organizations/account-id";
import { reviewDays, reviewRows, reviewSections, type Reviewed } from "./get-least-privilege-report";
import { groupNames } from "./groups";
import { managedOrganization } from "./in-reach";

/** So many rows are held at a time, however long the report. */
const batchSize = 100;

const columns = ["Part", "Person", "E-mail address", "Account", "Account number", "Group", "Member since", "Last time", "Access key", "Secret of the key since", "Permissions", "Used", "Not used", "What to do"];

const parts = {
  permissions: { name: "permissions", todo: "" },
  factors: { name: "second factor", todo: "Ask whether the person is still there; if so, give them a link to begin anew." },
  dormant: { name: "dormant", todo: "Take the person out if the access is no longer needed." },
  admins: { name: "admin without passkey", todo: "Ask for a passkey." },
  keys: { name: "access key", todo: "Revoke the key if nothing uses it; otherwise rotate it." },
} as const;

const dayOf = (at: Date | null): string => at?.toISOString().slice(0, 10) ?? "never";

type Plan = Readonly<{ organization: Reviewed; at: Date }>;
type Rows = Awaited<ReturnType<typeof reviewRows>>;

function linesOf(section: (typeof reviewSections)[number], { permissions, people }: Rows): string[] {
  const who = (row: { name: string; email: string; accountName: string; accountId: string; group: keyof typeof groupNames }) => [parts[section].name, row.name, row.email, row.accountName, formatAccountId(row.accountId), groupNames[row.group]];
  return [
    ...permissions.map((row) => {
      const todo = row.suggested ? `Put the person into the group ${groupNames[row.suggested]}.` : row.recent ? `Nothing yet: a member for less than ${reviewDays.unused} days.` : "";
      return csvLine([...who(row), dayOf(row.memberSince), "", "", "", String(row.allowed), row.used.join(" "), row.unused.join(" "), todo]);
    }),
    ...people.map((row) => csvLine([...who(row), row.key ? "" : dayOf(row.since), dayOf(row.at), row.key?.name ?? "", row.key ? dayOf(row.since) : "", "", "", "", parts[section].todo])),
  ];
}

/** The bytes of a report that was allowed and recorded, part by part. */
export async function* leastPrivilegeBytes(caller: Caller, { organization, at }: Plan): AsyncGenerator<Uint8Array> {
  if (!isMember(caller)) throw new MunimentError("AccessDenied");
  // The mark tells spreadsheets that this is UTF-8.
  yield Buffer.from(`\uFEFF${csvLine(columns)}`, "utf8");
  for (const section of reviewSections) {
    for (let skip = 0; ; skip += batchSize) {
      const asked = { section, at, skip, take: batchSize };
      const rows = await withScope(scopeOf(caller, "member"), () => reviewRows(database(), caller, organization, asked));
      yield Buffer.from(linesOf(section, rows).join(""), "utf8");
      if (rows.permissions.length + rows.people.length < batchSize) break;
    }
  }
}

/** Releases the whole report of what an organization's people have and do not use, as CSV. */
export const exportLeastPrivilegeReport = operation({
  name: "access:ExportLeastPrivilegeReport",
  summary: "Downloads what an organization's people have and do not use as CSV: permissions, factors, sign-ins, keys.",
  access: "Read",
  reach: "member",
  door: "stream",
  stepUp: true,
  input: z.object({ organizationId: Uuid.optional() }),
  output: z.object({ fileName: z.string(), plan: z.custom<Plan>() }),
  async resource({ db, caller, input }) {
    const { id } = await managedOrganization(db, caller, input.organizationId);
    return db.organization.findUniqueOrThrow({ where: { id }, select: { id: true, slug: true, name: true, kind: true } });
  },
  async handle({ resource: { slug, ...organization } }) {
    const at = now();
    await Promise.resolve();
    return { fileName: `access-review-${slug}-${dayOf(at)}.csv`, plan: { organization, at } };
  },
  record: ({ resource }) => ({ resources: [`organization/${resource.id}`] }),
  recordRefusal: ({ input }) => ({ resources: input.organizationId === undefined ? [] : [`organization/${input.organizationId}`] }),
});
