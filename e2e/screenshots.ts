import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { chromium, type Page } from "@playwright/test";
import { generate } from "otplib";
import { z } from "zod";
import { findBrowser, thisMachine } from "../scripts/find-browser";
import { runCommand } from "../scripts/command";

const Demo = z.object({ password: z.string(), people: z.array(z.object({ slug: z.string(), email: z.string(), secret: z.string() })) });
const viewport = { width: 1440, height: 900 };
const folder = path.join("docs", "screenshots");

async function signIn(page: Page, base: string, player: { email: string; secret: string }, password: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.getByLabel("E-mail address").fill(player.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Code from your authenticator app").fill(await generate({ secret: player.secret }));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/reports/);
}

await runCommand(async () => {
  const base = process.env["PORTAL_URL"];
  const dataDir = process.env["DATA_DIR"];
  if (!base || !dataDir) return "Makes the pictures of docs/screenshots from a demo that runs: PORTAL_URL=http://localhost:3000 DATA_DIR=./data npm run screenshots";
  const demo = Demo.parse(JSON.parse(await readFile(path.join(dataDir, "demo.json"), "utf8")));
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: await findBrowser(await thisMachine((line) => console.log(line))),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  for (const [colorScheme, slug] of [["light", "eleni-papadopoulou"], ["dark", "layla-alhusseini"]] as const) {
    const player = demo.people.find((person) => person.slug === slug);
    if (!player) return `The demo has nobody called ${slug}.`;
    const context = await browser.newContext({ viewport, colorScheme, locale: "en", timezoneId: "UTC" });
    const page = await context.newPage();
    const shoot = (name: string) => page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`) });
    await page.goto(`${base}/sign-in`);
    await shoot("sign-in");
    await signIn(page, base, player, demo.password);
    await page.goto(`${base}/reports?region=emea&region=asia-pacific`);
    await shoot("catalogue");
    await page.goto(`${base}/reports?program=soc2`);
    await page.locator("table.reports tbody tr").first().getByRole("link").first().click();
    await page.waitForURL(/\/reports\/report-/);
    await shoot("report");
    await page.goto(`${base}/trail`);
    await shoot("trail");
    await page.goto(`${base}/organization`);
    await shoot("organization");
    await page.goto(`${base}/center/timeline`);
    await shoot("timeline");
    await context.close();
  }
  await browser.close();
  return undefined;
});
