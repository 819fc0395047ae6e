import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "./fixtures";
import { claimCode } from "./people";

test("a new portal prints a one-time link; root sets it up, enrols, and finds an empty catalogue that says how it is filled", async ({ page }) => {
  test.setTimeout(150_000);
  const folder = await mkdtemp(path.join(tmpdir(), "muniment-setup-"));
  const server = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", BASE_URL: "", DATA_DIR: folder, DATABASE_URL: "", MUNIMENT_MODE: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
  try {
    const link = await new Promise<string>((resolve, reject) => {
      let said = "";
      const listen = (text: Buffer): void => {
        said += text.toString();
        const found = /(http:\/\/localhost:\d+\/setup\/[A-Za-z0-9_-]{43})/.exec(said)?.[1];
        if (found) resolve(found);
      };
      server.stdout.on("data", listen);
      server.stderr.on("data", listen);
      void ended.then(() => reject(new Error(`The portal ended while starting:\n${said}`)));
    });
    await page.goto(link);
    await page.getByLabel("Your company").fill("Contoso Hosting");
    await page.getByLabel("Your name").fill("Robin Root");
    await page.getByLabel("E-mail address").fill("robin@contoso.example");
    await page.locator("[name=password]").fill("several plain words 42");
    await page.getByRole("button", { name: /Continue/ }).click();
    await expect(page).toHaveURL(/enrollment/);
    const secret = ((await page.locator("code").filter({ hasText: /^[A-Z2-7 ]{32,}$/ }).first().textContent()) ?? "").replace(/\s/g, "");
    await page.locator("[name=code]").fill(await claimCode({ secret }));
    await page.getByRole("button", { name: "Finish" }).click();
    await expect(page).toHaveURL(/recovery-codes/);
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("Nothing has been published yet")).toBeVisible();
    await expect(page.getByText("Contoso Hosting").first()).toBeVisible();
    const again = await page.request.get(link);
    expect(again.status(), "the link works once").toBe(404);
  } finally {
    server.kill("SIGTERM");
    expect(await ended).toBe(0);
    await rm(folder, { recursive: true, force: true });
  }
});
