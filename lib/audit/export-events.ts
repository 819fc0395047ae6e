import { z } from "zod";
import { config } from "@/lib/config/config";
import { database, rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem, withScope } from "@/lib/database/scope";
import { isMember, type Caller, type MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { scopeOf } from "@/lib/operations/scope-of";
import { csvLine } from "./csv";
import { until } from "./event-ids";
import { eventFilter, filterConditions, type EventFilter } from "./event-filter";
import { eventColumns, eventJoins, type TrailEvent } from "./event-row";
import { exportLog } from "./log/export-log";
import { leafColumns, entryOfLeaf, type LeafRow } from "./log/receipt";
import { eventOfLeaf, readState } from "./log/log-store";
import { ocsfOf } from "./ocsf";
import { trailScopeName } from "./trail-scope";
import { t } from "@/lib/texts/text";

export const exportFormats = ["csv", "jsonl", "ocsf", "log"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** So many events are held in memory at a time, however long the export. */
const batchSize = 1000;

type Batch = readonly TrailEvent[];

/** Where events stand in the log. */
async function placesOf(events: Batch): Promise<ReadonlyMap<string, number>> {
  const ids = events.map(({ id }) => id);
  const { rows } = await asSystem("the place of events in the log", () => rawPool().query<{ id: string; idx: string }>("SELECT event_id::text AS id, idx FROM log_leaf WHERE event_id = ANY ($1::uuid[])", [ids]));
  return new Map(rows.map(({ id, idx }) => [id, Number(idx)]));
}

/** Newest first, batch by batch, each with a statement of its own: a slow reader holds no transaction open. */
async function* batches(caller: MemberCaller, filter: EventFilter, before: Date): AsyncGenerator<Batch> {
  const scope = scopeOf(caller, "member");
  const conditions = await withScope(scope, () => filterConditions(database(), caller, filter));
  let position = until(before);
  for (;;) {
    const page = Prisma.sql`SELECT ${eventColumns} FROM audit_event e ${eventJoins} WHERE ${Prisma.join(conditions, " AND ")} AND ${position} ORDER BY e.id DESC LIMIT ${batchSize}`;
    const rows = await withScope(scope, () => database().$queryRaw<TrailEvent[]>(page));
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < batchSize || !last) return;
    position = Prisma.sql`e.id < ${last.id}::uuid`;
  }
}

const csvColumns = ["time", "event", "operation", "outcome", "actor", "person", "e-mail", "account", "account name", "organization", "address", "user agent", "factor", "about", "parameters", "request", "correlation", "log entry"];

const csvOf = (event: TrailEvent, index: number | undefined): string =>
  csvLine([
    event.at.toISOString(), event.id, event.operation, event.outcome, event.actorKind, event.personName, event.personEmail, event.accountId ?? "", event.accountName ?? "", event.organizationName ?? "",
    event.address, event.userAgent, event.factor ?? "", event.resources.join(" "), JSON.stringify(event.parameters), event.requestId, event.correlationId, index === undefined ? "" : String(index),
  ]);

const jsonOf = (event: TrailEvent, index: number | undefined): string => `${JSON.stringify({ ...event, logEntry: index ?? null })}\n`;

async function ocsfLines(rows: Batch, origin: string): Promise<string> {
  const ids = rows.map(({ id }) => id);
  const { rows: leaves } = await asSystem("the place of events in the log", () => rawPool().query<LeafRow>(`SELECT ${leafColumns} FROM log_leaf l ${eventOfLeaf} WHERE l.event_id = ANY ($1::uuid[]) AND e.id IS NOT NULL`, [ids]));
  const byId = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  return rows
    .map((event) => {
      const leaf = byId.get(event.id);
      return `${JSON.stringify(ocsfOf(event, leaf ? { origin, index: Number(leaf.idx), entry: entryOfLeaf(leaf) } : null, config().baseUrl))}\n`;
    })
    .join("");
}

async function* pieces(caller: MemberCaller, filter: EventFilter, format: ExportFormat, before: Date): AsyncGenerator<string> {
  if (format === "log") {
    yield* exportLog(rawPool(), trailScopeName(caller) === "everything" ? null : caller.account.organizationId);
    return;
  }
  if (format === "csv") yield csvLine(csvColumns);
  const origin = (await asSystem("the name of the log", () => readState(rawPool())))?.origin ?? "";
  for await (const rows of batches(caller, filter, before)) {
    if (format === "ocsf") yield await ocsfLines(rows, origin);
    else {
      const places = await placesOf(rows);
      const lineOf = format === "csv" ? csvOf : jsonOf;
      yield rows.map((event) => lineOf(event, places.get(event.id))).join("");
    }
  }
}

/** The bytes of an export that was allowed and recorded. Constant memory. */
export async function* exportedBytes(caller: Caller, filter: EventFilter, format: ExportFormat, before: Date): AsyncGenerator<Uint8Array> {
  if (!isMember(caller)) throw new MunimentError("AccessDenied");
  for await (const piece of pieces(caller, filter, format, before)) yield Buffer.from(piece, "utf8");
}

const types: Readonly<Record<ExportFormat, { type: string; ending: string }>> = {
  csv: { type: "text/csv; charset=utf-8", ending: "csv" },
  jsonl: { type: "application/jsonl; charset=utf-8", ending: "jsonl" },
  ocsf: { type: "application/jsonl; charset=utf-8", ending: "ocsf.jsonl" },
  log: { type: "application/jsonl; charset=utf-8", ending: "log.jsonl" },
};

const Switch = z.union([z.boolean(), z.literal("1").transform(() => true), z.literal("true").transform(() => true)]).default(false);

/** Releases an export: what the trail shows under the same filter, whole. The format `log` is for the verifier: everything that the log has of the caller's scope. */
export const exportEvents = operation({
  name: "audit:ExportEvents",
  summary: "Downloads the trail under a filter as CSV, JSON Lines or OCSF, or as the log itself for checking.",
  access: "Read",
  reach: "member",
  door: "stream",
  stepUp: true,
  input: z.object({ ...eventFilter, browsing: Switch, format: z.enum(exportFormats) }),
  output: z.object({ fileName: z.string(), type: z.string(), filter: z.custom<EventFilter>(), format: z.enum(exportFormats), before: z.date() }),
  async handle({ caller, input: { format, ...filter } }) {
    const scope = trailScopeName(caller);
    if (format === "log" && scope !== "everything" && scope !== "organization") throw new MunimentError("AccessDenied", t("The log is exported by the operator's staff, and by an organization's admins for their organization."));
    const at = now();
    await Promise.resolve();
    return { fileName: `trail-${at.toISOString().slice(0, 10)}.${types[format].ending}`, type: types[format].type, filter, format, before: at };
  },
  record: ({ caller, input: { format, from, to, person, ...rest } }) => ({
    parameters: { format, scope: trailScopeName(caller), from: from ?? null, to: to ?? null, byPerson: person !== "" || rest.who !== undefined, account: rest.account ?? null, operation: rest.operation ?? null, outcome: rest.outcome ?? null, resource: rest.resource ?? null },
  }),
});
