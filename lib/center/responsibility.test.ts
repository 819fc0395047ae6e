import { expect, test } from "vitest";
import { layers, serviceModels } from "./responsibility";

test("the matrix holds every layer once, on its side, with a sentence for each service model", () => {
  const names = (side: "IN" | "OF") => layers.filter((one) => one.side === side).map(({ key }) => key);
  expect(names("IN")).toEqual(["data", "applications", "identity", "operating-system", "network", "encryption"]);
  expect(names("OF")).toEqual(["compute", "storage", "database", "networking", "regions", "zones", "edge"]);
  for (const { duties, side } of layers) {
    for (const { key } of serviceModels) {
      expect(duties[key].does).toMatch(/\.$/);
      if (side === "OF") expect(duties[key].duty).toBe("OPERATOR");
    }
  }
});

test("what a customer must do never becomes less from software to infrastructure", () => {
  const weight = { OPERATOR: 0, SHARED: 1, CUSTOMER: 2 };
  for (const { key, duties } of layers) {
    const [saas, paas, iaas] = [weight[duties.saas.duty], weight[duties.paas.duty], weight[duties.iaas.duty]];
    expect([saas <= paas, paas <= iaas], key).toEqual([true, true]);
  }
});
