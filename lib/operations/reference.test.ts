import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { decide } from "@/lib/access/decide";
import { groupGrants, groupNames } from "@/lib/access/groups";
import { groups, systemCaller } from "./caller";
import { errorTable } from "./errors";
import type { AnyOperation } from "./operation";
import { registry } from "./registry";

const file = path.resolve("docs", "operations.md");
const howToRewrite = "docs/operations.md differs from the registry. Rewrite it with: UPDATE_DOCS=1 npx vitest run lib/operations/reference.test.ts";

const reaches = {
  anyone: "anyone",
  session: "session",
  self: "self",
  member: "member",
  staff: "staff",
} as const satisfies Record<AnyOperation["reach"], string>;

const commands = { "reset-person": "`npm run reset-person`", setup: "the portal at its start", delivery: "the portal when a transfer ends", mail: "the portal when a message leaves", "publish-report": "`npm run publish-report`", "record-agreement": "`npm run record-agreement`", "starter-content": "the portal at its start" } as const;

function stepUpOf(operation: (typeof registry)[number]): string {
  if ("stepUp" in operation && operation.stepUp) return "yes";
  return "stepUpWhen" in operation && operation.stepUpWhen ? "in part" : "";
}

/** Who gets past the decision: groups, or everybody who gets that far; and the portal's own processes. */
function whoOf(operation: AnyOperation): string {
  const service = operation.name.slice(0, operation.name.indexOf(":"));
  const byGroup = operation.reach === "member" || operation.reach === "staff";
  const holding = groups.filter((group) => groupGrants[group].includes(operation.name) || groupGrants[group].includes(`${service}:*`));
  const people = operation.door === "internal" || operation.door === "local" ? [] : byGroup ? holding.map((group) => groupNames[group]) : ["everyone who reaches it"];
  const processes = Object.entries(commands).flatMap(([name, words]) => (operation.reach === "staff" && decide(systemCaller(name), operation).allowed ? [words] : []));
  return [...people, ...processes].join(", ") || "nobody";
}

function sectionOf(service: string): string[] {
  const rows = registry
    .filter(({ name }) => name.startsWith(`${service}:`))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"))
    .map((operation) => {
      const door = ("door" in operation ? operation.door : undefined) ?? "http";
      return `| \`${operation.name}\` | ${operation.summary} | ${operation.access} | ${reaches[operation.reach]} | ${stepUpOf(operation)} | ${door} | ${whoOf(operation)} |`;
    });
  return [`## ${service}`, "", "| Operation | What it does | Access | Reach | Step-up | Door | Who |", "| --- | --- | --- | --- | --- | --- | --- |", ...rows, ""];
}

const introduction = `# Operations

This page is written from the registry of operations (\`lib/operations/registry.ts\`); a test fails when the two differ. Do not edit it: run
\`UPDATE_DOCS=1 npx vitest run lib/operations/reference.test.ts\`.

Everything that a caller can do is an operation. Its name is the permission, the HTTP call and the name of the audit event.

**Access** is \`List\`, \`Read\`, \`Write\` or \`Permissions\` (it changes who may do what).

**Reach** is how far a caller must have come before anything is decided:

- \`anyone\`: no sign-in is needed.
- \`session\`: a session at any stage, also one that still owes its second factor.
- \`self\`: a person who is fully signed in, about nobody but themselves.
- \`member\`: a person who is fully signed in and works in an account. The group decides.
- \`staff\`: as \`member\`, or a process of the portal itself. The group, or the purpose of the process, decides.

**Step-up** "yes": a second factor was used within the last five minutes. "In part": only for a session that is fully signed in already.

**Door** is where it can be called:

- \`http\`: \`POST /api/<service>/<Operation>\`, with a JSON object or a form.
- \`session\`: by the sign-in forms, \`POST /api/auth/callback/<Operation>\`; the answer sets the session cookie.
- \`stream\`: as \`http\`; the answer is a file.
- \`local\`: by a command on the operator's machine, never over HTTP.
- \`internal\`: by the portal itself, never over HTTP.

**Who**: the groups whose members pass the decision. Root and Publisher count in the operator's account alone, Organization admin in a management
account alone. What a call is about must besides lie within the caller's account or organization; otherwise the answer is \`ResourceNotFound\`.

## Calling over HTTP

A call carries the session cookie. A JSON call of a signed-in person carries the session's token against forged requests in \`X-CSRF-Token\`; a form
carries it in the field \`csrf\`. A program carries an access key in \`Authorization: Bearer\` instead of both, and sends JSON ([access-keys.md](access-keys.md)).

A JSON call is answered with the output as JSON, or with \`{ "code", "message", "fields"?, "requestId" }\` and the status below. A form is answered with a
303 to a page that says what happened. \`requestId\` is also in the header \`X-Request-Id\` and in the audit event.
`;

function errorSection(): string[] {
  const rows = Object.entries(errorTable).map(([code, { status, advice }]) => `| \`${code}\` | ${status} | ${advice} |`);
  return ["## Errors", "", "| Code | Status | What it says |", "| --- | --- | --- |", ...rows, ""];
}

const services = [...new Set(registry.map(({ name }) => name.slice(0, name.indexOf(":"))))].toSorted((a, b) => a.localeCompare(b, "en"));
const wanted = [introduction, ...services.flatMap(sectionOf), ...errorSection()].join("\n");

test("the reference of all operations says what the registry says", () => {
  if (process.env["UPDATE_DOCS"]) writeFileSync(file, wanted);
  let written = "";
  try {
    written = readFileSync(file, "utf8");
  } catch {
    // A missing page differs as well.
  }
  expect(written === wanted, howToRewrite).toBe(true);
});

test("no sentence breaks the table that it stands in", () => {
  for (const { summary, name } of registry) expect(summary, name).toMatch(/^[A-Z][^|\n]{5,160}\.$/);
});
