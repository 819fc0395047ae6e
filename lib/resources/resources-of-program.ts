import type { Db } from "@/lib/database/client";
import type { ResourceLink } from "./models";

/** The published resources about a program, newest first. For operations: it asks within the caller's scope. */
export function resourcesOfProgram(db: Db, program: string, most = 6): Promise<ResourceLink[]> {
  return db.resource.findMany({
    where: { state: "PUBLISHED", programs: { has: program } },
    orderBy: [{ publishedAt: "desc" }, { title: "asc" }, { id: "asc" }],
    take: most,
    select: { slug: true, kind: true, title: true, summary: true },
  });
}
