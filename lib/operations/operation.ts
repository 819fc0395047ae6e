import type { z } from "zod";
import type { Db } from "@/lib/database/client";
import type { FoundReport } from "@/lib/access/report-facts";
import type { Caller, MemberCaller, PersonCaller, SystemCaller } from "./caller";

/**
 * `http`: POST /api/<service>/<Operation>. `session`: through next-auth, which sets the cookie. `stream`: HTTP, answered with bytes by the server entry.
 * `local`: from a command on the operator's machine. `internal`: by the portal itself alone.
 */
export type Door = "http" | "session" | "stream" | "local" | "internal";

export type Access = "List" | "Read" | "Write" | "Permissions";

/** Who comes as far as the decision: `anyone`; `session` at any stage of signing in; `self` for a signed-in person's own affairs; `member` of an account; `staff`: a member, or the portal itself. */
export type Reach = "anyone" | "session" | "self" | "member" | "staff";

export type CallerFor<Re extends Reach> = Re extends "member" ? MemberCaller : Re extends "staff" ? MemberCaller | SystemCaller : Re extends "anyone" ? Caller : PersonCaller;

export type OperationName = `${string}:${string}`;

/** What the audit event keeps of a call. Nothing of the input is logged unless it is named here. */
export type Recorded = {
  resources?: readonly string[];
  parameters?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  correlationId?: string;
  /** For operations that end in a person signed in, invited or otherwise named before they are the caller. */
  person?: { id: string; name: string; email: string };
  /** The account it concerns, where that is not the one in which the caller works. */
  account?: { id: string; organizationId: string } | null;
};

export type Context<Re extends Reach, I> = { db: Db; caller: CallerFor<Re>; input: I };

/** The definition of an operation: the function, the permission, the HTTP call and the audit event of one name. */
export type Operation<Re extends Reach = Reach, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, P = unknown, R = unknown> = {
  readonly name: OperationName;
  /** One sentence for the API reference. */
  readonly summary: string;
  readonly access: Access;
  readonly reach: Re;
  /** Needs a factor used in the last five minutes: always, or when the function says so. */
  readonly stepUp?: boolean;
  stepUpWhen?(context: { caller: CallerFor<Re>; input: z.output<I> }): boolean;
  /** Left out of the trail's default view. */
  readonly browsing?: boolean;
  /** Where it can be called, `http` if not said. */
  readonly door?: Door;
  readonly input: I;
  readonly output: O;
  /** Slow or throttling work that must not sit in the transaction. Runs after the decision. */
  prepare?(context: { caller: CallerFor<Re>; input: z.output<I> }): Promise<P>;
  /** Finds what the call is about inside the caller's tenant, or throws ResourceNotFound: the same for unknown and for not yours. */
  resource?(context: Context<Re, z.output<I>>): Promise<R>;
  /** The attributes of the report that was found, where policies decide about each report. */
  about?(context: { resource: R }): FoundReport;
  handle(context: Context<Re, z.output<I>> & { resource: R; prepared: P }): Promise<z.input<O>>;
  record?(context: { caller: CallerFor<Re>; input: z.output<I>; resource: R; prepared: P; output: z.output<O> }): Recorded;
  /** What to keep of a call that was refused. */
  recordRefusal?(context: { input: z.output<I> }): Recorded;
};

/** Declares an operation. The argument is returned as it is: the value of this function is the type it infers. */
export function operation<Re extends Reach, I extends z.ZodType, O extends z.ZodType, P = undefined, R = undefined>(
  definition: Operation<Re, I, O, P, R>,
): Operation<Re, I, O, P, R> {
  return definition;
}

/** An operation of which only the name and the schemas matter. Method bivariance lets every operation be one. */
export type AnyOperation = {
  readonly name: OperationName;
  readonly summary: string;
  readonly access: Access;
  readonly reach: Reach;
  readonly stepUp?: boolean;
  readonly door?: Door;
  readonly browsing?: boolean;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
};
