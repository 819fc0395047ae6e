import { z } from "zod";
import { rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem } from "@/lib/database/scope";
import { Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { logKeeper } from "./log/keep-log";
import { makeReceipt } from "./log/receipt";
import { trailScope } from "./trail-scope";
import { msg, t } from "@/lib/texts/text";

const About = z.string().regex(/^[a-z-]{1,40}\/[A-Za-z0-9:._-]{1,80}$/, msg("A resource such as download/ABCDEFGHJKMNPQ."));

/** The events that people keep receipts of: what a copy was, and what was agreed. */
const kept = ["reports:CompleteDownload", "agreements:AcceptAgreement", "agreements:RecordOfflineAgreement"];

/** A copy or an agreement is named by its acceptance, its delivery in parts, and what was asked about it. */
const mostAbout = 10_000;

/** A file that proves one event to anybody, without the portal. Of an event, or of the delivery or acceptance that a resource names. */
export const getReceipt = operation({
  name: "audit:GetReceipt",
  summary: "Downloads the receipt of an event: a file that anyone can check without the portal.",
  access: "Read",
  reach: "member",
  door: "stream",
  browsing: true,
  input: z.object({ eventId: Uuid.optional(), about: About.optional() }).refine(({ eventId, about }) => (eventId === undefined) !== (about === undefined), msg("Name an event, or what it is about.")),
  output: z.object({ fileName: z.string(), content: z.string() }),
  async resource({ db, caller, input }) {
    const which = input.eventId === undefined ? Prisma.sql`e.id IN (SELECT events_about(ARRAY[${input.about ?? ""}], FALSE, ${mostAbout}::int)) AND e.operation = ANY (${kept}) AND e.outcome = 'Success'` : Prisma.sql`e.id = ${input.eventId}::uuid`;
    // Of several deliveries of a copy the newest that has its SHA-256: one that was broken off later proves less.
    const found = await db.$queryRaw<{ id: string; operation: string }[]>(Prisma.sql`SELECT e.id::text AS id, e.operation FROM audit_event e WHERE ${which} AND ${trailScope(caller)} ORDER BY (e.parameters->>'sha256') IS NULL, e.at DESC LIMIT 1`);
    const [event] = found;
    if (!event) throw new MunimentError("ResourceNotFound");
    return event;
  },
  async handle({ resource: event }) {
    const make = () => asSystem("the place of an event in the log", () => makeReceipt(rawPool(), event.id));
    let receipt = await make();
    if (!receipt) {
      // It is seconds old: the log is brought up to it rather than the person told to wait.
      await logKeeper()?.catchUp();
      receipt = await make();
    }
    if (!receipt) throw new MunimentError("Conflict", t("No signed checkpoint covers this event yet. Try again in a few seconds; if it stays, tell the operator that the log stands still."));
    return { fileName: `receipt-${event.operation.split(":")[1] ?? "event"}-${event.id}.json`, content: `${JSON.stringify(receipt, null, 2)}\n` };
  },
  record: ({ resource }) => ({ resources: [`event/${resource.id}`] }),
});
