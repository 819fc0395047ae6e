import pg from "pg";

/** How to reach one PostgreSQL database: a URL, or the parts (a `host` that begins with `/` is the folder of a Unix socket). */
export type DatabaseConnection =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string };

/** The same server and person, another database. */
export function inDatabase(connection: DatabaseConnection, database: string): DatabaseConnection {
  if (!("connectionString" in connection)) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${encodeURIComponent(database)}`;
  return { connectionString: url.toString() };
}

/** The same connection for the owner's work, which row-level security lets through: migrations look at the rows of every tenant. */
export function acrossTenants<C extends DatabaseConnection>(connection: C): C & { options: string } {
  return { ...connection, options: "-c muniment.scope=system" };
}

/** The role that a connection works as. */
export function roleOf(connection: DatabaseConnection): string {
  return new pg.Client(connection).user ?? "";
}

/** Runs `use` with one plain connection (no statement timeout) and closes it. */
export async function withPlainClient<T>(connection: DatabaseConnection, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, application_name: "muniment" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
