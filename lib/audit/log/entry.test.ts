import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, type Json } from "./canonical-json";
import { commitmentOf, disclosuresOf, entryOf, type LoggedEvent } from "./entry";
import { leafHash } from "./merkle";

const event: LoggedEvent = {
  id: "0192a000-0000-7000-8000-000000000001",
  at: "2026-03-01T12:00:00.000Z",
  operation: "reports:GetReport",
  outcome: "Success",
  browsing: false,
  actorKind: "person",
  personId: "0192a000-0000-7000-8000-000000000002",
  personName: "Άννα Ελεγκτή",
  personEmail: "anna@alpha.example",
  accountId: "200000000001",
  organizationId: "0192a000-0000-7000-8000-000000000003",
  sessionId: null,
  roleId: null,
  roleName: "",
  factor: "TOTP",
  factorAge: 12,
  address: "203.0.113.5",
  userAgent: "Browser",
  requestId: "0192a000-0000-7000-8000-000000000004",
  correlationId: "0192a000-0000-7000-8000-000000000005",
  resources: ["report/report-AAAAAAAAAAAAAAAA:1"],
  parameters: { downloadId: "ABCDEFGHJKMNPQ", bytes: 1234 },
  salt: Buffer.from("000102030405060708090a0b0c0d0e0f", "hex"),
  keptSalts: null,
  erased: null,
};
const place = { organizationSequence: 1, previous: null };

/** As the erasure of fields leaves a row. */
function without(names: readonly string[], from: LoggedEvent): LoggedEvent {
  const disclosures = disclosuresOf(from);
  return {
    ...from,
    personName: names.includes("name") ? "" : from.personName,
    personEmail: names.includes("email") ? "" : from.personEmail,
    parameters: Object.fromEntries(Object.entries(from.parameters).filter(([name]) => !names.includes(`parameters.${name}`))),
    salt: null,
    keptSalts: Object.fromEntries(disclosures.filter(([, name]) => !names.includes(name)).map(([salt, name]) => [name, salt])),
    erased: Object.fromEntries(disclosures.filter(([, name]) => names.includes(name)).map((one) => [one[1], commitmentOf(one)])),
  };
}

describe("canonical JSON", () => {
  test("has one form whatever the order of keys, and reads back as the same value", () => {
    const json = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, fc.string(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.array(tie("value")), fc.dictionary(fc.string(), tie("value"))),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
        if (typeof value === "object" && value !== null && !Array.isArray(value)) expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text);
      }),
    );
    expect(canonicalJson({ b: 1, a: [true, null, "\u20ac\n"], "\u{1f600}": 2, "\ufb01": 3 })).toBe('{"a":[true,null,"\u20ac\\n"],"b":1,"\u{1f600}":2,"\ufb01":3}');
  });

  test("refuses what other implementations would write otherwise", () => {
    for (const value of [0.5, Number.NaN, 2 ** 53, "\ud800"]) expect(() => canonicalJson({ value })).toThrow(RangeError);
  });
});

describe("the entry of an event", () => {
  test("is the same for ever: a changed entry would break every proof that was ever given", () => {
    expect(leafHash(Buffer.from(entryOf(event, place))).toString("hex")).toBe("7ec1bca896388fa2f600f98a0c121b665ac9a9a80125131538b44100968e32dc");
  });

  test("shows nothing that is personal", () => {
    const entry = entryOf(event, place);
    for (const secret of [event.personName, event.personEmail, event.address, event.userAgent, "ABCDEFGHJKMNPQ", "1234"]) expect(entry).not.toContain(secret);
  });

  test("keeps its bytes when any of its personal fields are erased, one after the other", () => {
    fc.assert(
      fc.property(fc.subarray(["name", "email", "parameters.bytes", "parameters.downloadId"]), (names) => {
        const gone = without(names, event);
        expect(entryOf(gone, place)).toBe(entryOf(event, place));
        expect(disclosuresOf(gone).map(([, name]) => name)).not.toEqual(expect.arrayContaining(["none", ...names]));
      }),
    );
  });

  test("changes with every field, and with its place", () => {
    const changes: Partial<LoggedEvent>[] = [
      { at: "2026-03-01T12:00:00.001Z" }, { operation: "reports:GetReports" }, { outcome: "AccessDenied" }, { browsing: true }, { actorKind: "system" }, { personId: null },
      { personName: "Anna" }, { personEmail: "" }, { accountId: null }, { organizationId: null }, { sessionId: event.id }, { roleId: event.id }, { roleName: "Visit" }, { factor: null }, { factorAge: 13 }, { address: "203.0.113.6" },
      { userAgent: "" }, { requestId: event.id }, { correlationId: event.id }, { resources: [] }, { parameters: {} }, { parameters: { downloadId: "ABCDEFGHJKMNPQ", bytes: 1235 } },
    ];
    const entries = new Set([entryOf(event, place), ...changes.map((change) => entryOf({ ...event, ...change }, place)), entryOf(event, { organizationSequence: 2, previous: "00" })]);
    expect(entries.size).toBe(changes.length + 2);
  });

  test("the salt of one field tells nothing that another one is made of", () => {
    const salts = disclosuresOf(event).map(([salt]) => salt);
    expect(new Set(salts).size).toBe(salts.length);
    for (const salt of salts) expect(Buffer.from(salt, "base64url")).toHaveLength(16);
  });
});
