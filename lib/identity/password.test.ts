import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MunimentError } from "@/lib/operations/errors";
import { checkNewPassword, hashPassword, Password, passwordLength, verifyPassword } from "./password";

const about = { email: "layla.alhusseini@helios.example", name: "Layla Alhusseini", operator: "Northwind Cloud" };
const complaint = (password: string): string | null => {
  try {
    checkNewPassword(password, about);
    return null;
  } catch (error) {
    if (!(error instanceof MunimentError) || error.code !== "PasswordRejected") throw error;
    expect(error.detail.fields?.[0]?.field).toBe("newPassword");
    return error.message;
  }
};

describe("a new password", () => {
  test.each([
    "four plain words here",
    "correct giraffe spoon",
    "слово за словом сказка",
    "これは私の長い合言葉です皆さん元気",
    "!@#$%^&*()_+{}|:<>?",
    "a!@#$%^&*()_+{}|:",
    "839201746593820",
    "🦒🎺🌧🧭🪁🧶🥨🛶🎻🪴🔭🧩🪵🫖🧵",
  ])("of any composition is taken: %s", (password) => expect(complaint(password)).toBeNull());

  test("is measured in characters as people count them", () => {
    expect(complaint("🦒🎺🌧🧭🪁🧶🥨🛶🎻🪴🔭🧩🪵🫖")).toContain("this one has 14");
    expect(complaint("kept short 14.")).toContain(`at least ${passwordLength.min}`);
    expect(complaint("abc def ghi jkl mno ".repeat(7))).toContain(`at most ${passwordLength.max}`);
  });

  test.each(["CorrectHorseBatteryStaple", "correct-horse-battery-staple", "Passw0rdPassw0rd", "supersecretpassword"])("that is on public lists is refused, however it is written: %s", (password) =>
    expect(complaint(password)).toContain("well-known"));

  test.each(["abcabcabcabcabcabc", "aaaaaaaaaaaaaaaaaaaa", "12341234123412341234", "xyxyxyxyxyxyxyx"])("that repeats one piece is refused: %s", (password) => expect(complaint(password)).toContain("repeats"));

  test.each(["asdfghjklzxcvbnm", "MNBVCXZLKJHGFDSA", "345678901234567", "qwertzuiopasdfg!!"])("that is a run of keys is refused: %s", (password) => expect(complaint(password)).toContain("neighbouring"));

  test.each(["layla.alhusseini", "Alhusseini-Layla-2026", "northwindcloud2026", "muniment portal 12", "layla.alhusseini@helios.example"])("that is made of what everybody knows is refused: %s", (password) =>
    expect(complaint(password)).toContain("your own name"));

  test("is compared in the form in which every keyboard types it", () => {
    expect(Password.parse("e\u0301".repeat(15))).toBe("\u00e9".repeat(15));
  });

  test("never makes the check throw anything but its refusal", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (password) => void complaint(password)));
  });
});

describe("a stored password", () => {
  test("is an argon2id hash of at least 46 MiB, and fits the password alone", async () => {
    const stored = await hashPassword("four plain words here");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(stored).not.toBe(await hashPassword("four plain words here"));
    expect(await verifyPassword(stored, "four plain words here")).toBe(true);
    expect(await verifyPassword(stored, "four plain words her")).toBe(false);
  });

  test("that does not exist fits nothing", async () => {
    expect(await verifyPassword(null, "")).toBe(false);
    expect(await verifyPassword(null, "four plain words here")).toBe(false);
  });

  test("is hashed a few at a time; beyond a bounded queue callers are asked to wait, and none waits for ever", async () => {
    const stored = await hashPassword("four plain words here");
    const outcomes = await Promise.allSettled(Array.from({ length: 80 }, () => verifyPassword(stored, "wrong words altogether")));
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
    expect(outcomes.length - refused.length).toBe(68);
    expect(refused.every((reason) => reason instanceof MunimentError && reason.code === "Throttled")).toBe(true);
    expect(await verifyPassword(stored, "four plain words here"), "the queue is empty again").toBe(true);
  });
});
