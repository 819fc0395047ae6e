import { z } from "zod";
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
      include: { account: { select: { id: true, name: true, organization: { select: { name: true } } } } },
    });
    return {
      accessKeys: rows.map(({ id, publicId, name, account, createdAt, rotatedAt, previousUntil, expiresAt, revokedAt, lastUsedAt, lastUsedAddress }) => ({
        id,
        start: `mun_${publicId}_`,
        name,
        account: { id: account.id, name: account.name, organizationName: account.organization.name },
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
