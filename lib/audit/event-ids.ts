import { Prisma } from "@/lib/database/generated/client";

/** The least id that an event of this moment can have: ids (UUIDv7) begin with the event's time, and the order of ids is that of time. */
export function firstIdAt(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** The time of an event with this id. */
export const timeOfId = (id: string): Date => new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));

/** That an event `e` is of this moment or later. Asked of its id, by which PostgreSQL passes over whole months. */
export const since = (moment: Date): Prisma.Sql => Prisma.sql`e.id >= ${firstIdAt(moment)}::uuid`;

/** That an event `e` is of before this moment. */
export const before = (moment: Date): Prisma.Sql => Prisma.sql`e.id < ${firstIdAt(moment)}::uuid`;

/** That an event `e` is of this moment or before. */
export const until = (moment: Date): Prisma.Sql => before(new Date(moment.getTime() + 1));
