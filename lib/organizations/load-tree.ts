import type { Db } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { maxUnits, Tree } from "./tree";
import { t } from "@/lib/texts/text";

/** The units of an organization. */
export async function loadTree(db: Db, organizationId: string): Promise<Tree> {
  return new Tree(await db.organizationalUnit.findMany({ where: { organizationId }, orderBy: [{ name: "asc" }, { id: "asc" }], take: maxUnits, select: { id: true, parentId: true, name: true, suspendedAt: true } }));
}

/**
 * Serialises all changes of the trees named, until the transaction ends. Always in the order of their ids, so that two changes that touch the same two
 * organizations cannot wait for each other.
 */
export async function lockTrees(db: Db, organizationIds: readonly string[]): Promise<void> {
  await db.$queryRaw`SELECT id FROM organization WHERE id = ANY(${[...organizationIds]}::text[]::uuid[]) ORDER BY id FOR UPDATE`;
}

/** That no open account of this name stands in the place. @throws MunimentError Conflict */
export async function checkAccountName(db: Db, place: { organizationId: string; unitId: string | null }, name: string, own: string | null): Promise<void> {
  const same = await db.account.findFirst({ where: { organizationId: place.organizationId, unitId: place.unitId, name, closedAt: null, ...(own === null ? {} : { NOT: { id: own } }) }, select: { id: true } });
  if (same) throw new MunimentError("Conflict", t("An account called {name} stands there already. Choose another name or another place.", { name }), { fields: [{ field: "name", message: t("Taken already.") }] });
}
