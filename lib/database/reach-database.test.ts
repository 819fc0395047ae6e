import { expect, inject, test } from "vitest";
import { inDatabase } from "./connection";
import { reachDatabase } from "./reach-database";

test("what keeps a PostgreSQL of one's own from being used is said in a sentence, without the password", async () => {
  const { owner } = inject("testDatabase");
  const said = (connection: Parameters<typeof reachDatabase>[0]) => reachDatabase(connection, "DATABASE_URL").then(() => "fine", String);
  expect(await said(owner)).toBe("fine");
  expect(await said(inDatabase(owner, "nowhere"))).toMatch(/DATABASE_URL: the server at .* has no database nowhere/);
  expect(await said({ ...owner, host: "127.0.0.1", port: 1 })).toMatch(/no PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/);
  const refused = await said({ ...owner, password: "not-the-password" });
  expect(refused).toMatch(/does not let the role \w+ in/);
  expect(refused).not.toContain("not-the-password");
});
