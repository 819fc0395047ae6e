import { z } from "zod";
import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { StoredAttachments } from "@/lib/notifications/models";
import { heldResource } from "./models";

/** A copy by mail of what was agreed: to which address, what its hash is, and when a mail server took it; null before that. */
export const Copy = z.object({ to: z.string(), state: z.enum(["QUEUED", "SENT", "GIVEN_UP"]), at: z.date().nullable(), sha256: z.string() });
export type Copy = z.infer<typeof Copy>;

type Row = { about: string; to_address: string; state: Copy["state"]; settled_at: Date | null; attachments: unknown };

/** The copies that went out, by the id of the customer agreement. Whoever may read what was agreed in full may know of them: only those are to be asked for. */
export function copiesOf(heldIds: readonly string[]): Promise<ReadonlyMap<string, readonly Copy[]>> {
  return asSystem("copies by mail of agreements that the caller may read", async () => {
    const { rows } = await rawPool().query<Row>(
      "SELECT about, to_address, state::text AS state, settled_at, attachments FROM message WHERE about = ANY($1) AND attachments <> '[]'::jsonb ORDER BY created_at, id LIMIT 2000",
      [heldIds.map(heldResource)],
    );
    const copies = rows.flatMap(({ about, to_address: to, state, settled_at: settledAt, attachments }) =>
      StoredAttachments.parse(attachments).map(({ sha256 }) => ({ id: about.slice(heldResource("").length), copy: { to, state, at: state === "SENT" ? settledAt : null, sha256 } })),
    );
    return new Map([...Map.groupBy(copies, ({ id }) => id)].map(([id, all]) => [id, all.map(({ copy }) => copy)]));
  });
}
