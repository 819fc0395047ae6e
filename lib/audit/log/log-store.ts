import type pg from "pg";
import { z } from "zod";
import type { LoggedEvent } from "./entry";
import type { Edge } from "./growing-tree";
import { hashBytes } from "./merkle";
import type { TileReader } from "./proofs";
import { hashesAt, tileWidth, type TileName } from "./tiles";

/** A pool or one of its connections. */
export type Queryable = Pick<pg.PoolClient, "query">;

const Bytes = z.instanceof(Uint8Array);
/** Sizes and places stay far below 2^53: that many events would fill every disk. */
const Whole = z.coerce.number().int();

export const LogState = z.object({ origin: z.string(), size: Whole, root: Bytes, snapshot: z.string().regex(/^\d+:\d+:[\d,]*$/), systemId: z.string() });
export type LogState = z.infer<typeof LogState>;

export const stateColumns = `origin, size, root, snapshot, system_id AS "systemId"`;

/** How far the log goes; undefined before it was begun. */
export async function readState(db: Queryable): Promise<LogState | undefined> {
  const { rows } = await db.query(`SELECT ${stateColumns} FROM log_state WHERE id = 1`);
  return rows.length === 0 ? undefined : LogState.parse(rows[0]);
}

const Joined = z.tuple([z.object({ bytes: Bytes.nullable() })]);

/** So many neighbouring hashes as one piece: of leaves, or of the full tiles below. @throws LogDamage where there are fewer */
async function joinedHashes(db: Queryable, level: number, first: number, count: number): Promise<Uint8Array> {
  const { rows } =
    level === 0
      ? await db.query({ name: "log-leaf-hashes", text: "SELECT string_agg(hash, ''::bytea ORDER BY idx) AS bytes FROM log_leaf WHERE idx >= $1 AND idx < $2", values: [first, first + count] })
      : await db.query({ name: "log-tile-roots", text: "SELECT string_agg(root, ''::bytea ORDER BY n) AS bytes FROM log_tile WHERE level = $1 AND n >= $2 AND n < $3", values: [level - 1, first, first + count] });
  const bytes = Joined.parse(rows)[0].bytes ?? new Uint8Array();
  if (bytes.length !== count * hashBytes) throw new LogDamage(`The log has ${bytes.length / hashBytes} of ${count} hashes on level ${level} from place ${first}.`);
  return bytes;
}

/** What the log's tables hold does not fit together: somebody changed them. The message names the place. */
export class LogDamage extends Error {
  override readonly name = "LogDamage";
}

const Stored = z.array(z.object({ level: Whole, n: Whole, bytes: Bytes }));

/** Full tiles, one look for all of them. What is not stored is not in the answer. */
async function storedTiles(db: Queryable, tiles: readonly TileName[]): Promise<Map<string, Uint8Array>> {
  const { rows } = await db.query({
    name: "log-tiles",
    text: "SELECT t.level, t.n, t.bytes FROM unnest($1::int[], $2::bigint[]) AS wanted (level, n) JOIN log_tile t ON t.level = wanted.level AND t.n = wanted.n",
    values: [tiles.map(({ level }) => level), tiles.map(({ n }) => n)],
  });
  return new Map(Stored.parse(rows).map(({ level, n, bytes }) => [`${level}/${n}`, bytes]));
}

/** Of a tile that is not full the hashes are those of the leaves, or of the full tiles below. Undefined: there are not so many. */
async function partialTile(db: Queryable, { level, n, width }: TileName): Promise<Uint8Array | undefined> {
  if (width === tileWidth) return undefined;
  try {
    return await joinedHashes(db, level, n * tileWidth, width);
  } catch (error) {
    if (error instanceof LogDamage) return undefined;
    throw error;
  }
}

/** Reads a tile, or the first part of it. Undefined: there is none. */
export async function readTile(db: Queryable, name: TileName): Promise<Uint8Array | undefined> {
  const full = (await storedTiles(db, [name])).get(`${name.level}/${name.n}`);
  return full ? full.subarray(0, name.width * hashBytes) : partialTile(db, name);
}

/** What is asked for in one turn, such as the tiles of a proof, is read at once: the full ones together, and beside them those at the edge, of which the tree has a part. */
export function tileReader(db: Queryable): TileReader {
  let asked: TileName[] = [];
  let stored: Promise<Map<string, Uint8Array>> | undefined;
  const full = async (name: TileName): Promise<Uint8Array | undefined> => {
    asked.push(name);
    stored ??= Promise.resolve().then(() => {
      const tiles = asked;
      [asked, stored] = [[], undefined];
      return storedTiles(db, tiles);
    });
    return (await stored).get(`${name.level}/${name.n}`);
  };
  return async (name) => {
    const bytes = await (name.width === tileWidth ? full(name) : partialTile(db, name));
    if (!bytes) throw new LogDamage(`Tile ${name.level}/${name.n} of the log is missing.`);
    return bytes;
  };
}

/** The right edge of the tree of `size` leaves. @throws LogDamage when hashes are missing */
export async function readEdge(db: Queryable, size: number): Promise<Edge> {
  const edge: Uint8Array[][] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const count = hashesAt(level, size) % tileWidth;
    const bytes = await joinedHashes(db, level, hashesAt(level, size) - count, count);
    edge.push(Array.from({ length: count }, (_, at) => bytes.subarray(at * hashBytes, (at + 1) * hashBytes)));
  }
  return edge;
}

/** The columns of an event `e` as {@link loggedEvent} reads them. */
export const loggedColumns = `e.id::text, e.at, e.operation, e.outcome, e.browsing, e.actor_kind, e.person_id::text, e.person_name, e.person_email, e.account_id, e.organization_id::text,
  e.session_id::text, e.role_id::text, e.role_name, e.factor, e.factor_age, e.address, e.user_agent, e.request_id::text, e.correlation_id::text, e.resources, e.parameters, uuid_send(e.salt) AS salt, e.kept_salts, e.erased`;

/**
 * The event of a leaf `l`, or nothing, as `e`. One look for each leaf, in the partition that its id names: PostgreSQL would rather read all months at once and throw away
 * what it does not need.
 */
export const eventOfLeaf = "LEFT JOIN LATERAL (SELECT * FROM audit_event found WHERE found.id = l.event_id OFFSET 0) e ON TRUE";

/** A row of {@link loggedColumns} as the driver gives it. */
export type LoggedRow = {
  id: string; at: Date; operation: string; outcome: string; browsing: boolean; actor_kind: string; person_id: string | null; person_name: string; person_email: string;
  account_id: string | null; organization_id: string | null; session_id: string | null; role_id: string | null; role_name: string; factor: string | null; factor_age: number | null; address: string; user_agent: string;
  request_id: string; correlation_id: string; resources: string[]; parameters: LoggedEvent["parameters"]; salt: Uint8Array | null;
  kept_salts: Record<string, string> | null; erased: Record<string, string> | null;
};

export const loggedEvent = (row: LoggedRow): LoggedEvent => ({
  id: row.id,
  at: row.at.toISOString(),
  operation: row.operation,
  outcome: row.outcome,
  browsing: row.browsing,
  actorKind: row.actor_kind,
  personId: row.person_id,
  personName: row.person_name,
  personEmail: row.person_email,
  accountId: row.account_id,
  organizationId: row.organization_id,
  sessionId: row.session_id,
  roleId: row.role_id,
  roleName: row.role_name,
  factor: row.factor,
  factorAge: row.factor_age,
  address: row.address,
  userAgent: row.user_agent,
  requestId: row.request_id,
  correlationId: row.correlation_id,
  resources: row.resources,
  parameters: row.parameters,
  salt: row.salt,
  keptSalts: row.kept_salts,
  erased: row.erased,
});
