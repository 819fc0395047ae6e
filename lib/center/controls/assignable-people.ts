import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";

const most = 200;

/** The people of the caller's account who can work on its checklists, by name: everyone but viewers. */
export async function assignablePeople(db: Db, caller: MemberCaller): Promise<{ id: string; name: string }[]> {
  const members = await db.membership.findMany({
    where: { accountId: caller.account.id, group: { not: "viewer" } },
    orderBy: { person: { name: "asc" } },
    take: most,
    select: { person: { select: { id: true, name: true } } },
  });
  return members.map(({ person }) => person);
}
