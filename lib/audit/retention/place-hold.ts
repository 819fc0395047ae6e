import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { pruningLock, refuseOthers } from "./classes";
import { msg, t, type Message } from "@/lib/texts/text";

export const HoldCovers = z.enum(["EVERYTHING", "ORGANIZATION", "PERSON", "REPORT"], msg("Choose everything, an organization, a person, or a report."));
export type HoldCovers = z.infer<typeof HoldCovers>;

const maxStanding = 200;
const isUuid = (text: string): boolean => z.uuid().safeParse(text).success;

type Subject = { id: string; name: string };

/** What a hold is to cover, by the id or by what people call it: two at most, for names need not be unique. */
async function findSubjects(db: Db, covers: HoldCovers, subject: string): Promise<Subject[]> {
  const chosen = { select: { id: true, name: true }, take: 2 } as const;
  if (covers === "EVERYTHING") return [{ id: "", name: "" }];
  if (covers === "ORGANIZATION") return db.organization.findMany({ where: isUuid(subject) ? { id: subject } : { OR: [{ slug: subject.toLowerCase() }, { name: subject }] }, ...chosen });
  if (covers === "REPORT") return db.reportSeries.findMany({ where: { OR: [{ id: subject }, { slug: subject }, { name: subject }] }, ...chosen });
  return db.person.findMany({ where: isUuid(subject) ? { id: subject } : { email: subject.toLowerCase() }, ...chosen });
}

const wanted: Readonly<Record<HoldCovers, Message | null>> = {
  EVERYTHING: null,
  ORGANIZATION: msg("Name an organization by its name or its id."),
  PERSON: msg("Name a person by their e-mail address or their id."),
  REPORT: msg("Name a report by its id, report-…, or its name."),
};

/** Places a legal hold: from now on retention removes nothing of what it covers, until somebody ends it. */
export const placeHold = operation({
  name: "audit:PlaceHold",
  summary: "Places a legal hold on everything, an organization, a person or a report: retention removes none of their events.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({
    covers: HoldCovers,
    /** An id; of an organization or a report also its name, of a person the e-mail address. Nothing for everything. */
    subject: z.string().trim().max(200).default(""),
    reason: z.string().trim().min(3, msg("Say why.")).max(500),
  }),
  output: z.object({ holdId: z.uuid(), covers: HoldCovers, subject: z.string() }),
  async handle({ db, caller, input }) {
    refuseOthers(caller);
    const refuse = (message: string): never => {
      throw new MunimentError("ValidationException", message, { fields: [{ field: "subject", message }] });
    };
    if (input.covers === "EVERYTHING" && input.subject !== "") refuse(t("A hold on everything names nothing. Leave this empty."));
    const [subject, another] = input.covers !== "EVERYTHING" && input.subject === "" ? [] : await findSubjects(db, input.covers, input.subject);
    const sentence = wanted[input.covers];
    if (!subject) return refuse(sentence ? t(sentence) : "");
    if (another) return refuse(t("More than one has this name. Name it by its id."));
    // What is being removed right now is waited for: once a hold is placed, nothing that it covers goes.
    await db.$executeRaw`SELECT pg_advisory_xact_lock(${pruningLock}::int)`;
    if ((await db.legalHold.count({ where: { endedAt: null } })) >= maxStanding) throw new MunimentError("Conflict", t("There are {n} holds already. End those that are not needed, or hold more with one.", { n: maxStanding }));
    const at = now();
    const id = uuidv7({ msecs: at.getTime() });
    await db.legalHold.create({ data: { id, covers: input.covers, subject: subject.id, subjectName: subject.name, reason: input.reason, placedAt: at, placedBy: caller.personId, placedByName: caller.name } });
    return { holdId: id, covers: input.covers, subject: subject.id };
  },
  record: ({ input, output }) => ({
    resources: [`hold/${output.holdId}`, ...(output.subject === "" ? [] : [`${output.covers.toLowerCase()}/${output.subject}`])],
    parameters: { covers: input.covers, reason: input.reason },
  }),
});
