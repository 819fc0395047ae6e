import { expect, test } from "vitest";
import { createAccessKey } from "@/lib/identity/create-access-key";
import { changeMembership } from "@/lib/organizations/change-membership";
import type { PersonCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import { outcomeOf, rows, useWorld, type Slug } from "@/lib/testing/world";
import { exportLeastPrivilegeReport, leastPrivilegeBytes } from "./export-least-privilege-report";
import { getLeastPrivilegeReport } from "./get-least-privilege-report";
import { lesserGroup } from "./unused-permissions";

const world = useWorld();
const day = 86_400_000;
const inDays = <T>(days: number, work: () => Promise<T>): Promise<T> => atTime(new Date(Date.now() + days * day), work);
const fresh = async (slug: Slug, account?: string): Promise<PersonCaller> => {
  world.actor(slug).leave();
  return world.as(slug, account);
};

test("the least group is the smallest that allows all that was used", () => {
  expect(lesserGroup("organization-admin", ["reports:ListReports"], ["organization-admin", "account-admin", "auditor", "viewer"])).toBe("viewer");
  expect(lesserGroup("organization-admin", ["reports:GetReport"], ["account-admin", "auditor", "viewer"])).toBe("auditor");
  expect(lesserGroup("organization-admin", ["access:CreatePolicy"], ["account-admin", "auditor", "viewer"])).toBeNull();
  expect(lesserGroup("viewer", [], ["account-admin", "auditor", "viewer"])).toBeNull();
});

test("the review shows what is not used for 90 days, whose factor is a year old, who is dormant, and which keys should go", async () => {
  await inDays(1, async () => {
    const auditor = await fresh("alpha-auditor", "alpha-main");
    await perform(auditor, createAccessKey, { name: "Forgotten" });
  });
  await inDays(100, async () => {
    // Signed in within 90 days and only looked at the catalogue.
    await perform(await fresh("alpha-auditor", "alpha-main"), listReports, {});
    const admin = await fresh("alpha-admin");
    const report = await perform(admin, getLeastPrivilegeReport, {});
    const row = report.permissions.find(({ personId, accountName }) => personId !== admin.personId && accountName === "Alpha Main");
    expect(row).toMatchObject({ used: ["reports:ListReports"], recent: false, suggested: "viewer", changeable: true });
    expect(row?.unused).toContain("reports:GetReport");
    expect(row?.allowed).toBe((row?.unused.length ?? 0) + 1);
    expect(report.permissions.find(({ personId }) => personId === admin.personId), "nobody is told to change oneself").toMatchObject({ changeable: false, suggested: null });
    const people = async (section: "factors" | "dormant" | "admins" | "keys") => (await perform(admin, getLeastPrivilegeReport, { section })).people.map(({ email, key }) => key?.name ?? email);
    expect(await people("dormant")).toEqual(["viewer@alpha.example"]);
    expect(await people("factors")).toEqual([]);
    expect(await people("admins")).toEqual(["admin@alpha.example"]);
    expect(await people("keys")).toEqual(["Forgotten"]);
    expect(report.counts).toMatchObject({ dormant: 1, factors: 0, admins: 1, keys: 1 });
  });
  await inDays(101, async () => {
    const admin = await fresh("alpha-admin");
    await rows("UPDATE person SET name = '=HYPERLINK(\"https://bad.example\")' WHERE email = 'viewer@alpha.example'");
    const { plan, fileName } = await perform(admin, exportLeastPrivilegeReport, {});
    const pieces: Uint8Array[] = [];
    for await (const piece of leastPrivilegeBytes(admin, plan)) pieces.push(piece);
    const lines = Buffer.concat(pieces).toString("utf8").trimEnd().split("\r\n");
    expect(fileName).toMatch(/^access-review-alpha-\d{4}-\d\d-\d\d\.csv$/);
    expect(lines.map((line) => line.split(",")[0])).toEqual(expect.arrayContaining(["permissions", "dormant", "admin without passkey", "access key"]));
    expect(lines.filter((line) => line.startsWith("dormant,")), "a name is never a formula").toEqual([expect.stringContaining(`"'=HYPERLINK(""https://bad.example"")",viewer@alpha.example`)]);
    expect(lines.join(), "nobody of another organization").not.toContain("@beta.example");
    expect((await rows("SELECT outcome FROM audit_event WHERE operation = 'access:ExportLeastPrivilegeReport' ORDER BY seq DESC LIMIT 1"))[0]).toEqual({ outcome: "Success" });
    expect(await outcomeOf(perform({ ...admin, factorAt: new Date(0) }, exportLeastPrivilegeReport, {})), "it is an export").toBe("StepUpRequired");
    expect(await outcomeOf(perform(await fresh("alpha-auditor"), exportLeastPrivilegeReport, {}))).toBe("AccessDenied");
  });
  await inDays(400, async () => {
    const admin = await fresh("alpha-admin");
    const { people } = await perform(admin, getLeastPrivilegeReport, { section: "factors" });
    expect(people.map(({ email }) => email)).toEqual(["viewer@alpha.example"]);
  });
});

test("what it suggests can be done, and a member of another organization is never in it", async () => {
  await inDays(600, async () => {
    const admin = await fresh("alpha-admin");
    const { permissions } = await perform(admin, getLeastPrivilegeReport, {});
    expect(permissions.length).toBeGreaterThan(0);
    expect(permissions.every(({ email }) => email.endsWith("@alpha.example"))).toBe(true);
    const row = permissions.find(({ suggested }) => suggested !== null);
    if (!row?.suggested) throw new Error("nothing was suggested");
    expect(await outcomeOf(perform(admin, changeMembership, { accountId: row.accountId, personId: row.personId, group: row.suggested }))).toBe("Success");
    expect(await outcomeOf(perform(await fresh("alpha-auditor"), getLeastPrivilegeReport, {}))).toBe("AccessDenied");
    const [beta] = await rows("SELECT id::text FROM organization WHERE slug = 'beta'");
    expect(await outcomeOf(perform(admin, getLeastPrivilegeReport, { organizationId: String(beta?.["id"]) }))).toBe("ResourceNotFound");
  });
});
