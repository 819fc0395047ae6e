import { expect, test } from "vitest";
import { inLocale } from "@/lib/texts/in-locale";
import { problems, sayProblem } from "./problems";

const kept = [problems.uncalled, problems.noAddress, problems.hungUp, problems.unreadable, problems.nothingLeft, problems.tooLate, problems.tooLong, problems.otherHistory(40), problems.ahead(40, 30), problems.answered(503), problems.redirected(301), problems.silent(15), problems.slow(15), problems.unknownHost("hooks.company.example"), problems.privateHost("10.0.0.7")];

test("what is kept of a problem is English, and is said to each reader in their language", () => {
  expect(inLocale("de", () => kept.map((one) => [one, sayProblem(one)]).filter(([english, german]) => english === german))).toEqual([]);
  expect(kept.map(sayProblem), "in English it is said as it is kept").toEqual(kept);
  expect(inLocale("de", () => sayProblem("550 5.1.1 No such user")), "what another system said stays").toBe("550 5.1.1 No such user");
});
