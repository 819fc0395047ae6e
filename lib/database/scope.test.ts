import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { database, rawPool } from "./client";
import { currentScope, setAmbientScope, withScope, type Scope } from "./scope";
import { NoScopeError, ScopedPool } from "./scoped-pool";
import { useTestDatabase } from "./testing";

useTestDatabase();

const person = (digit: string): Scope => ({ kind: "person", personId: `00000000-0000-7000-8000-00000000000${digit}` });
const asked = "SELECT current_setting('muniment.person', true) AS person, pg_backend_pid() AS pid";
type Answer = { person: string | null; pid: number };

describe("the scope of a statement", () => {
  let pool: ScopedPool;
  beforeAll(() => {
    setAmbientScope(undefined);
    pool = new ScopedPool({ ...inject("testDatabase").application, database: inject("testDatabase").template, max: 1 });
  });
  afterAll(() => pool.end());
  const ask = async (): Promise<string | null> => (await pool.query<Answer>(asked)).rows[0]?.person ?? null;

  test("is that of the work that sends it, in every way of sending", async () => {
    await withScope(person("1"), async () => {
      const expected = "00000000-0000-7000-8000-000000000001";
      expect(await ask()).toBe(expected);
      expect((await pool.query<Answer>({ name: "named", text: asked })).rows[0]?.person).toBe(expected);
      expect((await pool.query<Answer>({ name: "named", text: asked })).rows[0]?.person, "again, already prepared").toBe(expected);
      expect((await pool.query(`${asked} WHERE $1`, [true])).rows).toHaveLength(1);
      expect(await new Promise((resolve) => pool.query<Answer>(asked, (_error, result) => resolve(result.rows[0]?.person)))).toBe(expected);
      expect((await pool.query({ text: asked, rowMode: "array" })).rows[0]?.[0]).toBe(expected);
      expect((await pool.query("SELECT 1 WHERE FALSE")).rows).toEqual([]);
    });
  });

  test("is gone with the statement: a connection goes back without one", async () => {
    await withScope(person("1"), () => ask());
    const client = await pool.connect();
    const plainly = Reflect.apply(pg.Client.prototype.query, client, [asked]) as unknown as Promise<pg.QueryResult<Answer>>;
    expect((await plainly).rows[0]?.person).toBe("");
    client.release();
  });

  test("holds within a transaction statement by statement, and ends with it", async () => {
    const client = await pool.connect();
    await withScope(person("1"), async () => {
      await client.query("BEGIN");
      expect((await client.query<Answer>(asked)).rows[0]?.person).toContain("1");
      await client.query("ROLLBACK");
    });
    expect(((await (Reflect.apply(pg.Client.prototype.query, client, [asked]) as unknown as Promise<pg.QueryResult<Answer>>)).rows[0])?.person).toBe("");
    client.release();
  });

  test("must be there: without one nothing is sent", async () => {
    expect(currentScope()).toBeUndefined();
    await expect(pool.query("SELECT 1")).rejects.toThrow(NoScopeError);
    await expect(new Promise((resolve, reject) => pool.query("SELECT 1", (error) => (error ? reject(error) : resolve(undefined))))).rejects.toThrow(NoScopeError);
    await expect(database().organization.count()).rejects.toThrow();
  });

  test("stays with who asked, also when the connection was another's a moment ago", async () => {
    const digits = Array.from({ length: 60 }, (_, index) => String(1 + (index % 9)));
    const heard = await Promise.all(digits.map((digit) => withScope(person(digit), () => ask())));
    expect(heard.map((one) => one?.at(-1))).toEqual(digits);
  });

  test("survives a statement that fails", async () => {
    await withScope(person("1"), async () => {
      await expect(pool.query({ name: "fails", text: "SELECT 1 / $1::int", values: [0] })).rejects.toThrow("division by zero");
      await expect(pool.query({ name: "wrong", text: "SELECT nothing" })).rejects.toThrow("does not exist");
      await expect(pool.query({ name: "wrong", text: "SELECT nothing" })).rejects.toThrow("does not exist");
      expect((await pool.query({ name: "fails", text: "SELECT 1 / $1::int", values: [1] })).rows).toHaveLength(1);
    });
    expect(await withScope(person("2"), () => ask())).toContain("2");
  });

  test("is not shared by questions that Prisma joins: like ones of the same moment, in and out of transactions", async () => {
    const insert = (digit: string) => `INSERT INTO person (id, email, name, created_at) VALUES ('00000000-0000-7000-8000-00000000000${digit}', '${digit}@x.example', '${digit}', now())`;
    await withScope({ kind: "system", why: "test" }, async () => {
      for (const digit of ["1", "2", "3"]) await rawPool().query(insert(digit));
    });
    const find = (digit: string) => database().person.findUnique({ where: { id: `00000000-0000-7000-8000-00000000000${digit}` }, select: { name: true } });
    const pairs = ["1", "2", "3"].flatMap((who) => ["1", "2", "3"].map((whom) => ({ who, whom })));
    const expected = pairs.map(({ who, whom }) => (who === whom ? { name: whom } : null));
    expect(await Promise.all(pairs.map(({ who, whom }) => withScope(person(who), () => find(whom))))).toEqual(expected);
    const inTransaction = ({ who, whom }: { who: string; whom: string }) =>
      withScope(person(who), () => database().$transaction((db) => db.person.findUnique({ where: { id: `00000000-0000-7000-8000-00000000000${whom}` }, select: { name: true } })));
    expect(await Promise.all(pairs.map(inTransaction))).toEqual(expected);
  });
});
