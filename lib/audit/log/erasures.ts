import { z } from "zod";
import { erasableFields } from "../erasable-fields";
import type { Queryable } from "./log-store";

type Erasure = { /** Its own place; null while it has none yet. */ index: number | null; fields: ReadonlySet<string> };

const Fields = z.array(z.string()).catch([]);
const erasable = new Set<string>(erasableFields);

/** What erasures an event is named by: by itself, or by whose it is. */
export const namedAs = (eventId: string, personId: string | null): string[] => [`event/${eventId}`, ...(personId === null ? [] : [`person/${personId}`])];

/** What was erased from events, told by nothing but events of the log: the leaf of a field that somebody else has blanked fits just as well. */
export class Erasures {
  readonly #about = new Map<string, Erasure[]>();

  add(resources: readonly string[], erasure: Erasure): void {
    for (const resource of resources) this.#about.set(resource, [...(this.#about.get(resource) ?? []), erasure]);
  }

  /** What is wrong with an event that lacks these fields, as the end of a sentence; null where a later event of the log says of each that it was erased. */
  faultOf(event: { id: string; personId: string | null; index: number }, lacking: readonly string[]): string | null {
    const never = lacking.find((name) => !erasable.has(name));
    if (never !== undefined) return `lacks "${never}", which is never erased: somebody blanked it.`;
    const told = namedAs(event.id, event.personId).flatMap((name) => this.#about.get(name) ?? []).filter(({ index }) => index === null || index > event.index);
    const silent = lacking.find((name) => !told.some(({ fields }) => fields.has(name)));
    return silent === undefined ? null : `lacks "${silent}", and no later event of the log says that it was erased: somebody blanked it.`;
  }
}

/** All erasures, or those that name one of these resources. */
export async function readErasures(db: Queryable, about?: readonly string[]): Promise<Erasures> {
  const { rows } = await db.query<{ resources: string[]; fields: unknown; idx: string | null }>(
    `SELECT e.resources, e.parameters->'fields' AS fields, l.idx FROM audit_event e LEFT JOIN log_leaf l ON l.event_id = e.id
     WHERE e.operation = 'audit:EraseFields' AND e.outcome = 'Success' AND NOT e.browsing ${about ? "AND e.resources && $1" : ""}`,
    about ? [about] : []);
  const erasures = new Erasures();
  for (const { resources, fields, idx } of rows) erasures.add(resources, { index: idx === null ? null : Number(idx), fields: new Set(Fields.parse(fields)) });
  return erasures;
}
