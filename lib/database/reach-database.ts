import pg from "pg";
import { withPlainClient, type DatabaseConnection } from "./connection";
import { DatabaseStartError } from "./errors";

const oldestVersion = 15;
const remedy = "See \"A PostgreSQL of your own\" in docs/operators.md.";

const codeOf = (thrown: unknown): string => (thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : "");

/**
 * Makes sure that a PostgreSQL which is not the embedded one can be used at all: it answers, knows the role and the database, is new enough and in UTF-8.
 * `setting` is the variable that names it.
 * @throws DatabaseStartError that says what is wrong and what to do, without the password
 */
export async function reachDatabase(connection: DatabaseConnection, setting: string): Promise<void> {
  const { user, host, port, database } = new pg.Client(connection);
  const refuse = (reason: string, cause?: unknown): never => {
    throw new DatabaseStartError(`${setting}: ${reason} ${remedy}`, { cause });
  };
  const found = await withPlainClient(connection, async (client) => {
    const { rows } = await client.query<{ version: number; encoding: string }>("SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding");
    return rows[0];
  }).catch((thrown: unknown) => {
    const code = codeOf(thrown);
    // Classes 28 (authorization) and 3D (catalogue) of SQLSTATE.
    if (code.startsWith("28")) return refuse(`the server at ${host}:${port} does not let the role ${user ?? ""} in. Look at the password, and at pg_hba.conf.`, thrown);
    if (code === "3D000") return refuse(`the server at ${host}:${port} has no database ${database ?? ""}. Create it.`, thrown);
    return refuse(`no PostgreSQL answers at ${host}:${port}${code === "" ? "" : ` (${code})`}. Look whether it runs and is reached from here.`, thrown);
  });
  if (found && found.version < oldestVersion) refuse(`this is PostgreSQL ${found.version}; the portal needs ${oldestVersion} or newer.`);
  if (found && found.encoding !== "UTF8") refuse(`the database ${database ?? ""} is in ${found.encoding}. Create it in UTF-8.`);
}
