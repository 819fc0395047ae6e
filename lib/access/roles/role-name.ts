import type { Db } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";

/** @throws MunimentError Conflict where another role of the account is called so, whatever the case */
export async function refuseTakenName(db: Db, accountId: string, name: string, except?: string): Promise<void> {
  const taken = await db.role.findFirst({ where: { accountId, deletedAt: null, name: { equals: name, mode: "insensitive" }, ...(except === undefined ? {} : { NOT: { id: except } }) }, select: { id: true } });
  if (taken) throw new MunimentError("Conflict", t("The account has a role of this name already. Choose another."), { fields: [{ field: "name", message: t("Taken already.") }] });
}
