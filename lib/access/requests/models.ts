import { z } from "zod";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { accountInReach } from "@/lib/organizations/account-in-reach";
import { formatDateTime } from "@/lib/texts/format-date";
import { msg, t, translated } from "@/lib/texts/text";

/** Nobody is left without an answer for ever: a question that nobody decides is over after this time. */
export const requestValidMs = 30 * 86_400_000;

export const Reason = z.string().trim().min(3, msg("Say why, in a sentence.")).max(1_000, msg("At most 1,000 characters."));

export const requestStates = ["OPEN", "APPROVED", "REFUSED", "WITHDRAWN", "EXPIRED", "ENDED"] as const;
export type RequestState = (typeof requestStates)[number];

type Stored = { state: "OPEN" | "APPROVED" | "REFUSED" | "WITHDRAWN" | "EXPIRED"; expiresAt: Date; untilAt: Date | null; endedAt: Date | null };

/** How a request stands at a time: what nobody decided in time is expired, what was approved is over when its end has come. */
export function requestStateOf(request: Stored, at: Date): RequestState {
  if (request.state === "OPEN" && request.expiresAt <= at) return "EXPIRED";
  if (request.state === "APPROVED" && (request.endedAt !== null || (request.untilAt !== null && request.untilAt <= at))) return "ENDED";
  return request.state;
}

export type FoundRequest = Stored & {
  id: string;
  accountId: string;
  organizationId: string;
  personId: string;
  seriesId: string | null;
  action: string | null;
  toOperator: boolean;
  decidedAt: Date | null;
  decidedByName: string;
};

/** A request that is the caller's to answer: of an account that the caller administers, or one to the operator for its staff. @throws MunimentError ResourceNotFound, the same for unknown and for another tenant's */
export async function requestInReach(db: Db, caller: MemberCaller, requestId: string): Promise<FoundRequest> {
  const request = await db.accessRequest.findUnique({ where: { id: requestId } });
  if (!request) throw new MunimentError("ResourceNotFound");
  if (!request.toOperator) await accountInReach(db, caller, request.accountId);
  else if (caller.account.organizationKind !== "OPERATOR") throw new MunimentError("ResourceNotFound");
  return request;
}

export const subjectOf = (request: { seriesId: string | null; action: string | null }): string => (request.seriesId === null ? `operation/${request.action ?? ""}` : `report/${request.seriesId}`);

function decidedAlready({ decidedByName, decidedAt }: FoundRequest, refused: boolean): string {
  const person = decidedByName === "" ? t("Somebody") : translated(decidedByName);
  if (!decidedAt) return refused ? t("{person} refused this request already.", { person }) : t("{person} approved this request already.", { person });
  const at = formatDateTime(decidedAt.toISOString());
  return refused ? t("{person} refused this request already on {at}.", { person, at }) : t("{person} approved this request already on {at}.", { person, at });
}

/** Tells whoever comes second what has happened. */
export function refuseDecided(request: FoundRequest): void {
  const state = requestStateOf(request, now());
  if (state === "OPEN") return;
  if (state === "EXPIRED") throw new MunimentError("Conflict", t("Nobody decided this request in time, and it has expired. The person can ask again."));
  if (state === "WITHDRAWN") throw new MunimentError("Conflict", t("This request was withdrawn. There is nothing to decide any more."));
  throw new MunimentError("Conflict", decidedAlready(request, state === "REFUSED"));
}
