import { execFile } from "node:child_process";
import { access, constants, readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export const HOW_TO_GET_A_BROWSER =
  "The browser tests need Chromium and none could be found or installed. Get one with: npx playwright install chromium " +
  "(or on Debian as root: apt-get update && apt-get install -y chromium-headless-shell), or name its program in CHROMIUM.";

/** The one that never has a window comes first: it does the same pages with half the processes. */
const INSTALLED = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

/** What finding a browser needs to know and do; tests give their own. */
export interface Machine {
  environment: Readonly<Record<string, string | undefined>>;
  /** Where Playwright would have its own Chromium. */
  playwrightPath: string;
  isProgram(file: string): Promise<boolean>;
  isRootOnDebian(): Promise<boolean>;
  aptInstall(): Promise<void>;
  playwrightInstall(): Promise<void>;
  say(line: string): void;
}

/**
 * The program of a Chromium: named in CHROMIUM, Playwright's own, an installed one, one from Debian's packages (as root), one that Playwright
 * downloads. Throws with {@link HOW_TO_GET_A_BROWSER} when there is none.
 */
export async function findBrowser(machine: Machine): Promise<string> {
  const named = machine.environment["CHROMIUM"];
  if (named) {
    if (await machine.isProgram(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which is not a program.`);
  }
  const firstThere = async (): Promise<string | undefined> => {
    for (const file of [machine.playwrightPath, ...INSTALLED]) if (file && (await machine.isProgram(file))) return file;
    return undefined;
  };
  const there = await firstThere();
  if (there) return there;

  const ways: [string, () => Promise<void>][] = [["Downloading Chromium with Playwright", () => machine.playwrightInstall()]];
  if (await machine.isRootOnDebian()) ways.unshift(["Installing Chromium with apt-get", () => machine.aptInstall()]);
  const failures: string[] = [];
  for (const [what, install] of ways) {
    machine.say(`${what} ...`);
    try {
      await install();
    } catch (error) {
      failures.push(`${what} failed: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`);
    }
    const installed = await firstThere();
    if (installed) return installed;
  }
  throw new Error([HOW_TO_GET_A_BROWSER, ...failures].join("\n  "));
}

/** This machine. */
export async function thisMachine(say: (line: string) => void): Promise<Machine> {
  const { chromium } = await import("@playwright/test");
  return {
    environment: process.env,
    playwrightPath: chromium.executablePath(),
    isProgram: (file) =>
      access(file, constants.X_OK).then(
        () => true,
        () => false,
      ),
    async isRootOnDebian() {
      const debian = await readFile("/etc/debian_version", "utf8").then(Boolean, () => false);
      return debian && process.getuid?.() === 0;
    },
    async aptInstall() {
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      await run("apt-get", ["update"], { env, timeout: 120_000 });
      const install = (name: string) => run("apt-get", ["install", "-y", "--no-install-recommends", name], { env, timeout: 300_000, maxBuffer: 16 * 1024 * 1024 });
      // Older releases of Debian have it in one package with the rest.
      await install("chromium-headless-shell").catch(() => install("chromium"));
    },
    async playwrightInstall() {
      await run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { timeout: 60_000 });
    },
    say,
  };
}
