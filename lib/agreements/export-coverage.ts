import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { formatAccountId } from "@/lib/organizations/account-id";
import { organizationInReach } from "@/lib/organizations/account-in-reach";
import { IsoDate } from "@/lib/reports/models";
import { coverageRows, type CoverageRows } from "./coverage-rows";
import { csvRow } from "./csv";
import { AgreementSlug } from "./models";

const rowsPerPiece = 500;
const words = { OWN: "own", ORGANIZATION: "organization", NONE: "not covered" } as const;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The matrix as text, some hundred accounts at a time. Days are ISO dates; the last day covered is written, not the first without. */
function* csvOf({ agreements, rows, day }: CoverageRows): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const columns = agreements.flatMap(({ name }) => [name, `${name}: revision`, `${name}: since`, `${name}: until`]);
  // The mark tells spreadsheets that this is UTF-8.
  let piece = `\uFEFF${csvRow(["Day", "Account", "Account number", "Management account", ...columns])}`;
  for (const [index, { account, cells }] of rows.entries()) {
    const facts = cells.flatMap(({ source, held }) => [words[source], held ? String(held.revision) : "", held ? dayOf(held.from) : "", held && held.to !== null ? dayOf(held.to - 1) : ""]);
    piece += csvRow([day, account.name, formatAccountId(account.id), account.management ? "yes" : "no", ...facts]);
    if (index % rowsPerPiece === rowsPerPiece - 1) {
      yield encoder.encode(piece);
      piece = "";
    }
  }
  if (piece !== "") yield encoder.encode(piece);
}

/** Coverage on any day as a CSV file: every account, or those with gaps. */
export const exportCoverage = operation({
  name: "agreements:ExportCoverage",
  summary: "Downloads coverage on any day as CSV: every account, or those with gaps.",
  access: "Read",
  reach: "member",
  stepUp: true,
  door: "stream",
  input: z.object({
    organizationId: Uuid.optional(),
    /** An ISO date, today unless given; the day counts as it ended. */
    day: IsoDate.optional(),
    gaps: z.union([z.boolean(), z.literal("1").transform(() => true)]).default(false),
    slug: AgreementSlug.optional(),
  }),
  output: z.object({ fileName: z.string(), day: z.string(), accounts: z.int(), pieces: z.custom<Iterable<Uint8Array>>((value) => typeof value === "object" && value !== null && Symbol.iterator in value) }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, caller, input, resource: organization }) {
    const found = await coverageRows(db, caller, organization.id, input);
    return { fileName: `coverage-${organization.slug}-${found.day}${input.gaps ? "-gaps" : ""}.csv`, day: found.day, accounts: found.rows.length, pieces: csvOf(found) };
  },
  record: ({ input, resource, output }) => ({ resources: [`organization/${resource.id}`], parameters: { day: output.day, gaps: input.gaps, agreement: input.slug ?? null, accounts: output.accounts } }),
  recordRefusal: ({ input }) => ({ resources: input.organizationId === undefined ? [] : [`organization/${input.organizationId}`] }),
});
