import { AsyncResource } from "node:async_hooks";
import pg from "pg";
import { currentScope, setScopeSql, settingsOf } from "./scope";

const SCOPE_STATEMENT = "muniment-scope";
/** What begins and ends transactions reads no rows; within them every statement brings its scope. */
const CONTROL = /^\s*(?:BEGIN|START TRANSACTION|SET TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/i;

/** A statement reached the database outside of every scope: a fault of the program, for row-level security would answer with nothing at all. */
export class NoScopeError extends Error {
  override readonly name = "NoScopeError";
  constructor() {
    super("The database was asked outside of every scope. Callers get one from perform(); what the portal does by itself says so with asSystem().");
  }
}

/** The messages of PostgreSQL's extended protocol, as `pg` sends them. They go out together; one transaction reaches up to the next sync. */
interface Wire {
  bind(message: { portal: string; statement: string; values: readonly string[] }): void;
  execute(message: { portal: string; rows: number }): void;
}

/** What `pg` calls on a query. */
interface WireQuery {
  callback?: (error: Error | null, result: unknown) => void;
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}

type Connected = Parameters<pg.Pool["connect"]>[0];
type Callback = (error: Error | null, result: unknown) => void;

/**
 * Puts the scope in front of a query: both travel in one round trip and run in one transaction, at whose end PostgreSQL forgets the scope by itself.
 * The answer to the scope (one row, then "complete") comes first and is not the query's.
 */
function inScope(query: WireQuery, settings: readonly string[]): void {
  const { prepare, handleDataRow, handleCommandComplete } = query;
  let answered = false;
  query.prepare = function (wire) {
    wire.bind({ portal: "", statement: SCOPE_STATEMENT, values: settings });
    wire.execute({ portal: "", rows: 0 });
    prepare.call(this, wire);
  };
  query.handleDataRow = function (message) {
    if (answered) handleDataRow.call(this, message);
  };
  query.handleCommandComplete = function (message, wire) {
    if (answered) handleCommandComplete.call(this, message, wire);
    answered = true;
  };
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query && typeof query.text === "string" ? query.text : "";
}

/** A connection on which every statement carries the scope of the work that sends it. */
class ScopedClient extends pg.Client {
  // The overloads of `pg` cannot be repeated here: whatever they promise, the inherited method keeps.
  override query(...sent: readonly unknown[]): never {
    const [config, given, then] = sent;
    if (CONTROL.test(textOf(config))) return this.#send(...sent);
    const values = Array.isArray(given) ? given : undefined;
    const callback = [given, then].find((one) => typeof one === "function") as Callback | undefined;
    const scope = currentScope();
    if (!scope) {
      if (!callback) return Promise.reject(new NoScopeError()) as never;
      process.nextTick(callback, new NoScopeError());
      return undefined as never;
    }
    const asked = typeof config === "string" ? { text: config } : (config as pg.QueryConfig);
    const query = new pg.Query({ ...asked, queryMode: "extended" } as pg.QueryConfig, values) as unknown as WireQuery & pg.Submittable;
    inScope(query, settingsOf(scope));
    if (callback) {
      query.callback = callback;
      this.#send(query);
      return undefined as never;
    }
    return new Promise((resolve, reject) => {
      query.callback = (error, result) => (error ? reject(error) : resolve(result));
      this.#send(query);
    }) as never;
  }

  /** Prepares, once per connection, the statement that {@link inScope} uses by its name. */
  async readyScope(): Promise<void> {
    await this.#send({ name: SCOPE_STATEMENT, text: setScopeSql, values: ["", "", "", "", ""] });
  }

  #send(...sent: readonly unknown[]): never {
    return Reflect.apply(super.query, this, sent) as never;
  }
}

/** A pool whose every statement runs in the scope of the work that sends it ({@link currentScope}); without one it fails. */
export class ScopedPool extends pg.Pool {
  constructor(settings: pg.PoolConfig) {
    const onConnect = (client: pg.ClientBase): Promise<void> => (client instanceof ScopedClient ? client.readyScope() : Promise.resolve());
    // The pool waits for what this returns, which its types do not say.
    super(Object.assign({}, settings, { Client: ScopedClient, onConnect }));
  }

  // Who waits for a connection is woken by whoever gives one back: it must go on with its own scope, not with theirs.
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    return callback ? super.connect(AsyncResource.bind(callback)) : super.connect();
  }
}
