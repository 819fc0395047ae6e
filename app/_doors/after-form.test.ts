import { expect, test } from "vitest";
import { afterForm } from "./after-form";

const messageOf = (operation: string, output: unknown) => {
  const entry = afterForm[operation];
  return typeof entry === "function" ? entry(output).message : entry?.message;
};

test("whoever asks for a report is told who decides: the account's administrators, or the operator", () => {
  const asked = { state: "OPEN", untilAt: null, rule: null };
  expect(messageOf("access:RequestAccess", { ...asked, toOperator: false })).toMatch(/administrators of your account see it/);
  expect(messageOf("access:RequestAccess", { ...asked, toOperator: true })).toMatch(/The operator decides it/);
});

test("a switch of the account leads back to the request for which it was made, and from anywhere else to the reports", () => {
  const entry = afterForm["organizations:SwitchAccount"];
  const path = typeof entry === "function" ? entry({}).path : entry?.path;
  expect(path?.({}, "/requests?request=1&decision=approve")).toBe("/requests?request=1&decision=approve");
  for (const from of ["/requests", "/organization?account=1", "//evil.example/requests?request=1"]) expect(path?.({}, from)).toBe("/reports");
});
