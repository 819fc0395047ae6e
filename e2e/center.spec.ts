import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectClean } from "./faults";
import { expect, test } from "./fixtures";
import { listening, person, signInAs } from "./people";

const narrow = { width: 360, colorScheme: "dark" } as const;
const wide = { width: 1440, colorScheme: "light" } as const;

/** Nothing for axe to find in one look, one heading, and nothing wider than the window in the other look either. Ends in the wide one. */
async function check(page: Page, look: typeof narrow | typeof wide): Promise<void> {
  for (const { width, colorScheme } of [narrow, wide]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} is not wider than ${width}`).toBeLessThanOrEqual(width);
    if (width !== look.width) continue;
    await expectClean(page);
  }
}

async function saved(page: Page, button: string, file: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  await download.saveAs(file);
  return readFile(file, "utf8");
}

test("from a program to the days that it covers, and to a control that is ticked, commented and exported", async ({ page }, info) => {
  test.setTimeout(300_000);
  const isabel = await person("isabel-duarte");
  await signInAs(page, isabel);
  await page.getByRole("link", { name: "Compliance Center" }).click();
  await check(page, wide);

  await page.getByRole("link", { name: /^Programs/ }).click();
  await page.getByRole("navigation", { name: "Regions" }).getByRole("link", { name: /EMEA/ }).click();
  await page.getByLabel("Country").selectOption({ label: "Germany" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("2 of 102 programs.")).toBeVisible();
  await check(page, narrow);
  await page.getByRole("link", { name: "C5", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("C5");
  await expect(page.getByText("Federal Office for Information Security")).toBeVisible();
  await expect(page.getByRole("table", { name: "Reports for C5" }).getByRole("link", { name: "C5 Type 2: Cloud Platform" })).toBeVisible();
  await check(page, wide);

  await page.getByRole("link", { name: "Choose your own period" }).click();
  await page.getByLabel("First day").fill("2026-12-31");
  await page.getByLabel("Last day").fill("2026-01-01");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The period ends before it starts" })).toBeVisible();
  const line = page.getByRole("row", { name: /C5 Type 2: Cloud Platform/ });
  await page.getByLabel("First day").fill("2090-01-01");
  await page.getByLabel("Last day").fill("2090-12-31");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(line).toContainText("Not covered");
  await expect(line).toContainText("365 days open, still to come");
  await page.getByRole("link", { name: "Last calendar year" }).click();
  await expect(line).toContainText(/Version \d+ ?\d{4}-01-01/);
  await expect(line).toContainText("Covered");
  await check(page, narrow);
  const [start = "", end = ""] = await Promise.all([page.getByLabel("First day").inputValue(), page.getByLabel("Last day").inputValue()]);
  expect(await saved(page, "Export CSV", info.outputPath("timeline.csv"))).toContain(`"${start}","${end}","C5","C5 Type 2: Cloud Platform"`);

  await page.goto("/center/responsibility");
  await expect(page.getByRole("row", { name: /Operating system/ })).toContainText("You choose the image");
  await check(page, wide);
  await page.getByRole("link", { name: "SOC 2 Type II: Cloud Platform" }).first().click();
  await page.getByRole("navigation", { name: "This report" }).getByRole("link", { name: "Report", exact: true }).click();
  await page.getByRole("link", { name: /15, of which \d+ open/ }).click();

  const control = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "A1.2" }) });
  await expect(control.getByText("Open", { exact: true })).toBeVisible();
  await control.getByRole("button", { name: "Tick as in place" }).click();
  await expect(page, "the page comes back to the control").toHaveURL(/#control-/);
  await expect(control).toContainText(`In place, said ${isabel.name}`);
  await control.getByText("Assign or comment").click();
  await control.getByLabel("Assigned to").selectOption({ label: isabel.name });
  await control.getByRole("button", { name: "Assign" }).click();
  await expect(control).toContainText(`Assigned to ${isabel.name}`);
  await control.getByText("Assign or comment").click();
  await control.getByLabel("Comment", { exact: true }).fill("=Change board, minutes of November.");
  await control.getByRole("button", { name: "Comment" }).click();
  await expect(control).toContainText("Change board, minutes of November.");

  const changed = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "CC6.3", exact: true }) });
  await expect(changed).toContainText("Changed");
  await changed.getByText("As it was in version").click();
  await expect(changed).toContainText("at least once a year");
  await expect(page.getByRole("region", { name: /Gone since version/ })).toContainText("hardware tokens");
  await check(page, narrow);

  const list = await saved(page, "Export CSV", info.outputPath("controls.csv"));
  const row = list.split("\r\n").find((one) => one.includes('"A1.2"')) ?? "";
  for (const part of ["unchanged", "in place", isabel.name, "Change board"]) expect(row).toContain(part);
  await page.getByRole("link", { name: /^Assigned to you/ }).click();
  await expect(page.getByRole("heading", { name: "A1.2" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "CC6.6" })).toHaveCount(0);
  await control.getByRole("button", { name: "Open again" }).click();
  await expect(control.getByText("Open", { exact: true })).toBeVisible();
});

test("a publisher pastes the controls of a report, is told what is wrong, and customers have them at once", async ({ page }) => {
  test.setTimeout(120_000);
  await signInAs(page, await person("daniel-okafor"));
  await page.goto("/reports?program=soc2&q=payments");
  await page.getByRole("link", { name: "SOC 2 Type II: Payments" }).first().click();
  await page.getByRole("navigation", { name: "This report" }).getByRole("link", { name: "Your controls" }).click();
  await listening(page);
  await page.getByLabel("Controls, one per line").fill("PI1.1: Customers check their input.\nPI1.1: Customers check their output.");
  await page.getByRole("button", { name: "Save the list" }).click();
  await expect(page.getByLabel("Controls, one per line")).toHaveValue(/check their output/);
  await expect(page.getByText("Line 2 uses the code PI1.1 of line 1 again.").first()).toBeVisible();
  await listening(page);
  await page.getByLabel("Controls, one per line").fill("1. PI1.1: Customers check their input.\n\n• Customers check their output.");
  await page.getByRole("button", { name: "Save the list" }).click();
  await expect(page.getByText("The list was saved: 2 controls")).toBeVisible();
  await expect(page.getByRole("heading", { name: "PI1.1" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Control 2" })).toBeVisible();
  await check(page, narrow);
});
