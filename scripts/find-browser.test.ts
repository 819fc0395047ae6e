import { describe, expect, test } from "vitest";
import { findBrowser, HOW_TO_GET_A_BROWSER } from "./find-browser";
import type { Machine } from "./find-browser";

const OWN = "/cache/chromium/chrome";

function machine(there: string[], changes: Partial<Machine> = {}): Machine & { done: string[] } {
  const done: string[] = [];
  return {
    done,
    environment: {},
    playwrightPath: OWN,
    isProgram: (file) => Promise.resolve(there.includes(file)),
    isRootOnDebian: () => Promise.resolve(true),
    aptInstall: () => Promise.resolve(void done.push("apt")),
    playwrightInstall: () => Promise.resolve(void done.push("playwright")),
    say: () => undefined,
    ...changes,
  };
}

describe("a browser is found in this order, and nothing is installed while one is there", () => {
  test("the one named in CHROMIUM comes first, and a wrong name is said", async () => {
    expect(await findBrowser(machine(["/opt/chrome", OWN], { environment: { CHROMIUM: "/opt/chrome" } }))).toBe("/opt/chrome");
    await expect(findBrowser(machine([OWN], { environment: { CHROMIUM: "/nowhere" } }))).rejects.toThrow("CHROMIUM names /nowhere");
  });

  test("then Playwright's own, then an installed one", async () => {
    expect(await findBrowser(machine([OWN, "/usr/bin/chromium"]))).toBe(OWN);
    const installed = machine(["/usr/bin/google-chrome", "/usr/bin/chromium-browser"]);
    expect(await findBrowser(installed)).toBe("/usr/bin/chromium-browser");
    expect(installed.done).toEqual([]);
  });

  test("root on Debian gets one from Debian's packages", async () => {
    const there: string[] = [];
    const bare = machine(there, { aptInstall: () => Promise.resolve(void there.push("/usr/bin/chromium")) });
    expect(await findBrowser(bare)).toBe("/usr/bin/chromium");
    expect(bare.done).toEqual([]);
  });

  test("where apt-get fails or is not allowed, Playwright downloads one", async () => {
    const there: string[] = [];
    const download = () => Promise.resolve(void there.push(OWN));
    expect(await findBrowser(machine(there, { aptInstall: () => Promise.reject(new Error("no network")), playwrightInstall: download }))).toBe(OWN);
    const ordinary = machine([], { isRootOnDebian: () => Promise.resolve(false) });
    await expect(findBrowser(ordinary)).rejects.toThrow(HOW_TO_GET_A_BROWSER);
    expect(ordinary.done).toEqual(["playwright"]);
  });

  test("when all fails the sentence says how to get one, and why the tries failed", async () => {
    const hopeless = machine([], {
      aptInstall: () => Promise.reject(new Error("no packages")),
      playwrightInstall: () => Promise.reject(new Error("no download")),
    });
    await expect(findBrowser(hopeless)).rejects.toThrow(/npx playwright install chromium[^]*no packages[^]*no download/);
  });
});
