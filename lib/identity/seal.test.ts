import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { config, setConfig } from "@/lib/config/config";
import { useTestDatabase } from "@/lib/database/testing";
import { seal, unseal } from "./seal";

useTestDatabase();

describe("a sealed secret", () => {
  test("opens for its owner, and is never sealed alike twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.uuid(), (secret, owner) => {
        const sealed = seal(secret, owner);
        expect(unseal(sealed, owner)).toBe(secret);
        expect(Buffer.from(seal(secret, owner)).equals(sealed)).toBe(false);
      }),
    );
  });

  test("does not contain the secret", () => {
    expect(Buffer.from(seal("JBSWY3DPEHPK3PXP", "owner")).includes("JBSWY3DP")).toBe(false);
  });

  test("does not open in another person's row", () => {
    fc.assert(fc.property(fc.uuid(), fc.uuid(), (owner, other) => {
      fc.pre(owner !== other);
      expect(() => unseal(seal("secret", owner), other)).toThrow();
    }));
  });

  test("does not open when any one bit was changed, or when it was cut", () => {
    const sealed = seal("JBSWY3DPEHPK3PXP", "owner");
    fc.assert(fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ (1 << bit) : byte));
      expect(() => unseal(changed, "owner")).toThrow();
      expect(() => unseal(sealed.subarray(0, at), "owner")).toThrow();
    }));
  });

  test("says which key is missing when the portal has another one", () => {
    const sealed = seal("secret", "owner");
    const before = config();
    process.env["MUNIMENT_SECRET_KEY"] = Buffer.alloc(32, 7).toString("base64");
    try {
      expect(() => unseal(sealed, "owner")).toThrow("restore the master key");
    } finally {
      delete process.env["MUNIMENT_SECRET_KEY"];
      setConfig(before);
    }
    expect(unseal(sealed, "owner")).toBe("secret");
  });
});
