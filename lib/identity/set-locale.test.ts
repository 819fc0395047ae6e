import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { ownerPool } from "@/lib/database/testing";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { performUnknown } from "@/lib/operations/perform-named";
import { outcomeOf, rows, useWorld, type Slug } from "@/lib/testing/world";
import { inLocale } from "@/lib/texts/in-locale";
import { personLocale } from "./person-locale";
import { setLocale } from "./set-locale";

const world = useWorld();
const kept = async (slug: Slug) => asSystem("a test", async () => personLocale(database(), (await world.as(slug)).personId));
let later = 0;
/** A code works once: each sign-in takes its own half minute. */
const signInAgain = (slug: Slug): Promise<void> => atTime(new Date(Date.now() + (later += 31_000)), async () => world.actor(slug).signIn());

describe("the language and formats of a person", () => {
  test("are kept with the person when they choose, and the choice is in the trail", async () => {
    expect(await kept("alpha-auditor")).toBeNull();
    await perform(await world.as("alpha-auditor"), setLocale, { locale: "de" });
    expect(await kept("alpha-auditor")).toBe("de");
    expect(await kept("alpha-viewer"), "nobody else's change").toBeNull();
    const [event] = await rows("SELECT operation, outcome, parameters FROM audit_event WHERE operation = 'identity:SetLocale'");
    expect(event).toMatchObject({ outcome: "Success", parameters: { locale: "de" } });
  });

  test.each(["fr", "", "de; Path=/", "EN", "__proto__"])("are one of those that there are: %j is refused and changes nothing", async (locale) => {
    const caller = await world.as("alpha-auditor");
    expect(await outcomeOf(performUnknown(caller, setLocale, { locale }))).toBe("ValidationException");
    expect(await kept("alpha-auditor")).toBe("de");
  });

  test("that somebody chose before signing in are kept from then on; what a browser asks for by itself changes nothing", async () => {
    await inLocale("en-GB", () => signInAgain("beta-auditor"), false);
    expect(await kept("beta-auditor")).toBeNull();
    await inLocale("en-GB", () => signInAgain("beta-auditor"), true);
    expect(await kept("beta-auditor")).toBe("en-GB");
    await inLocale("de", () => signInAgain("beta-auditor"), false);
    expect(await kept("beta-auditor")).toBe("en-GB");
  });

  test("that the portal does not know any more count as not chosen", async () => {
    const { personId } = await world.as("alpha-viewer");
    await ownerPool().query("UPDATE person SET locale = 'nl' WHERE id = $1", [personId]);
    expect(await kept("alpha-viewer")).toBeNull();
    await expect(ownerPool().query("UPDATE person SET locale = 'drop table' WHERE id = $1", [personId])).rejects.toThrow("person_locale");
  });
});
