import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";

/** Whether a legal hold covers now what a person does for an organization. Asked outside of a transaction, for customers do not see holds. */
export async function underLegalHold(personId: string | null, organizationId: string): Promise<boolean> {
  const covers = [{ covers: "EVERYTHING" }, { covers: "ORGANIZATION", subject: organizationId }, ...(personId === null ? [] : [{ covers: "PERSON", subject: personId }])];
  return asSystem("whether what is recorded is under a legal hold", async () => (await database().legalHold.count({ where: { endedAt: null, OR: covers } })) > 0);
}
