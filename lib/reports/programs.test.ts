import { describe, expect, it } from "vitest";
import { artefactName, countryName, programByKey, programPlace, programs, regionName, regions } from "./programs";

describe("programs", () => {
  it("gives every program a key of its own, fit for a URL", () => {
    const keys = programs.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key))).toEqual([]);
  });

  it("covers exactly the four regions, each with programs", () => {
    expect(regions.map(({ name }) => name)).toEqual(["Global", "Americas", "EMEA", "Asia Pacific"]);
    expect(new Set(programs.map(({ region }) => region))).toEqual(new Set(regions.map(({ key }) => key)));
  });

  it("leaves no field empty and keeps every summary between 40 and 200 characters", () => {
    for (const program of programs) {
      for (const value of Object.values(program)) expect(value, program.key).not.toBe("");
      expect(program.summary.length, program.key).toBeGreaterThanOrEqual(40);
      expect(program.summary.length, program.key).toBeLessThanOrEqual(200);
    }
  });

  it("knows a name for every country, and gives global programs none", () => {
    for (const { key, country, region } of programs) {
      expect(country === null, key).toBe(region === "global");
      if (country !== null) expect(countryName(country), key).not.toBe(country);
    }
  });

  it("finds a program by its key and nothing by an unknown one", () => {
    for (const program of programs) expect(programByKey(program.key)).toBe(program);
    expect(programByKey("SOC2")).toBeUndefined();
    expect(programByKey("constructor")).toBeUndefined();
  });

  it("names places and artefacts for people", () => {
    expect(programPlace({ country: "DE", region: "emea" })).toBe("Germany");
    expect(programPlace({ country: null, region: "global" })).toBe("Global");
    expect(regionName("asia-pacific")).toBe("Asia Pacific");
    expect(countryName("ZZ")).toBe("ZZ");
    expect(artefactName("mapping")).toBe("Letter or mapping");
  });
});
