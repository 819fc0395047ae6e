import { z } from "zod";
import { asSystem } from "@/lib/database/scope";
import { operation } from "@/lib/operations/operation";

const maxShown = 100;

/** The caller's access keys in all accounts, those that work first, then newest first, 100 at most. Secrets are not among it: nobody has them. */
export const listAccessKeys = operation({
  name: "identity:ListAccessKeys",
  summary: "The caller's access keys with their last use.",
  access: "List",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: z.object({
    accessKeys: z.array(
      z.object({
        id: z.uuid(),
        /** How the key begins. */
        start: z.string(),
        name: z.string(),
        account: z.object({ id: z.string(), name: z.string(), organizationName: z.string() }),
        createdAt: z.date(),
        rotatedAt: z.date(),
        previousUntil: z.date().nullable(),
        expiresAt: z.date().nullable(),
        revokedAt: z.date().nullable(),
        lastUsedAt: z.date().nullable(),
        lastUsedAddress: z.string().nullable(),
      }),
    ),
  }),
  async handle({ db, caller }) {
    const rows = await db.accessKey.findMany({
      where: { personId: caller.personId },
      orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
      take: maxShown,
    });
    // A key stays in the list when its person has left the account, which they are not shown otherwise any more.
    const accounts = await asSystem("the names of the accounts of the caller's own keys", () =>
      db.account.findMany({ where: { id: { in: rows.map(({ accountId }) => accountId) } }, select: { id: true, name: true, organization: { select: { name: true } } }, take: maxShown }),
    );
    const names = new Map(accounts.map(({ id, name, organization }) => [id, { id, name, organizationName: organization.name }]));
    return {
      accessKeys: rows.map(({ id, publicId, name, accountId, createdAt, rotatedAt, previousUntil, expiresAt, revokedAt, lastUsedAt, lastUsedAddress }) => ({
        id,
        start: `mun_${publicId}_`,
        name,
        account: names.get(accountId) ?? { id: accountId, name: accountId, organizationName: "" },
        createdAt,
        rotatedAt,
        previousUntil,
        expiresAt,
        revokedAt,
        lastUsedAt,
        lastUsedAddress,
      })),
    };
  },
});
