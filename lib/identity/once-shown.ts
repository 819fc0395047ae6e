import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { seal, unseal } from "./seal";

/** What a session may show until its person says that they kept it. */
export const OnceShown = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("recovery-codes"), codes: z.array(z.string()) }),
  z.object({ kind: z.literal("access-key"), key: z.string(), name: z.string(), expiresAt: z.iso.datetime().nullable(), previousUntil: z.iso.datetime().nullable() }),
  z.object({ kind: z.literal("webhook"), address: z.string(), secret: z.string(), back: z.string() }),
  z.object({ kind: z.literal("reset"), link: z.string(), name: z.string(), email: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ kind: z.literal("invitation"), link: z.string(), name: z.string(), email: z.string(), expiresAt: z.iso.datetime() }),
]);
export type OnceShown = z.infer<typeof OnceShown>;

export async function keepOnceShown(db: Db, sessionId: string, shown: OnceShown): Promise<void> {
  await db.session.update({ where: { id: sessionId }, data: { onceShown: seal(JSON.stringify(shown), `once-shown:${sessionId}`) } });
}

export async function readOnceShown(db: Db, sessionId: string): Promise<OnceShown | null> {
  const row = await db.session.findUnique({ where: { id: sessionId }, select: { onceShown: true } });
  return row?.onceShown ? OnceShown.parse(JSON.parse(unseal(row.onceShown, `once-shown:${sessionId}`))) : null;
}
