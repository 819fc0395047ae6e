import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";

export const TrailEvent = z.object({
  id: z.uuid(),
  at: z.date(),
  operation: z.string(),
  outcome: z.string(),
  browsing: z.boolean(),
  actorKind: z.string(),
  personId: z.string().nullable(),
  personName: z.string(),
  personEmail: z.string(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  organizationId: z.string().nullable(),
  organizationName: z.string().nullable(),
  sessionId: z.string().nullable(),
  /** The role that the person had assumed; the name as it was at the time. */
  roleId: z.string().nullable(),
  roleName: z.string(),
  factor: z.string().nullable(),
  factorAge: z.int().nullable(),
  address: z.string(),
  userAgent: z.string(),
  requestId: z.string(),
  correlationId: z.string(),
  resources: z.array(z.string()),
  parameters: z.record(z.string(), z.unknown()),
  /** Fields of it were erased, on the record. */
  erased: z.boolean(),
});
export type TrailEvent = z.infer<typeof TrailEvent>;

/** The columns of an event `e` under the names of `TrailEvent`, with account and organization as they are called now. */
export const eventColumns = Prisma.sql`e.id::text AS id, e.at, e.operation, e.outcome, e.browsing, e.actor_kind AS "actorKind", e.person_id::text AS "personId",
  e.person_name AS "personName", e.person_email AS "personEmail", e.account_id AS "accountId", a.name AS "accountName", e.organization_id::text AS "organizationId", o.name AS "organizationName",
  e.session_id::text AS "sessionId", e.role_id::text AS "roleId", e.role_name AS "roleName", e.factor, e.factor_age AS "factorAge", e.address, e.user_agent AS "userAgent", e.request_id::text AS "requestId",
  e.correlation_id::text AS "correlationId", e.resources, e.parameters, e.erased IS NOT NULL AS erased`;

export const eventJoins = Prisma.sql`LEFT JOIN account a ON a.id = e.account_id LEFT JOIN organization o ON o.id = e.organization_id`;
