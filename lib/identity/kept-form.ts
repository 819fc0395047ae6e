import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { seal, unseal } from "./seal";

/** How long what was typed is shown again: long enough to find one's phone for a fresh code. */
export const keptFormMs = 30 * 60 * 1000;

/** As JSON: more than a form can bring that has no file with it (`server/http.ts` takes 1 MiB), each of its characters escaped. */
export const keptFormBytes = 2 * 1024 * 1024;

export const FormValues = z
  .record(z.string().max(60), z.string())
  .refine((values) => Object.keys(values).length <= 60 && Buffer.byteLength(JSON.stringify(values)) <= keptFormBytes);
export type FormValues = z.infer<typeof FormValues>;

/** The page on which a form stands, with what its address says about whom or what it is: what was typed there is shown there alone. */
export const FormPage = z.string().startsWith("/").max(2000);

/** What a form held that was refused or had to wait for a fresh code. */
export const KeptForm = z.object({ operation: z.string().min(1).max(80), page: FormPage, values: FormValues, keptAt: z.iso.datetime() });
export type KeptForm = z.infer<typeof KeptForm>;

/** Keeps the last form of a session that lives. Sealed for it: texts that nobody has sent yet are nobody else's to read. */
export async function writeKeptForm(db: Db, sessionId: string, form: KeptForm): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { keptForm: seal(JSON.stringify(form), `kept-form:${sessionId}`) } });
}

/** The last form of a session, while it is to be shown again. One that cannot be read any more (another key, another version) is as good as none. */
export async function readKeptForm(db: Db, sessionId: string): Promise<KeptForm | null> {
  const row = await db.session.findUnique({ where: { id: sessionId }, select: { keptForm: true } });
  if (!row?.keptForm) return null;
  const form = opened(row.keptForm, sessionId);
  return form && now().getTime() - Date.parse(form.keptAt) < keptFormMs ? form : null;
}

function opened(sealed: Uint8Array<ArrayBuffer>, sessionId: string): KeptForm | null {
  try {
    return KeptForm.parse(JSON.parse(unseal(sealed, `kept-form:${sessionId}`)));
  } catch {
    return null;
  }
}
