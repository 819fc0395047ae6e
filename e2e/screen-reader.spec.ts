import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { claimCode, listening, person } from "./people";

/** What assistive technology gets of one thing on the page, as the browser computes it (Core-AAM). */
type Spoken = { role: string; name: string; description: string; level: number | null; address: string; focused: boolean; invalid: boolean };

type AxValue = { value?: unknown } | undefined;
type AxNode = { nodeId: string; ignored: boolean; role?: AxValue; name?: AxValue; description?: AxValue; properties?: { name: string; value: AxValue }[]; childIds?: string[] };

/** The page as it is read out: everything that is not hidden from assistive technology, in its order. */
async function spoken(page: Page): Promise<Spoken[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as { nodes: AxNode[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const text = (value: AxValue): string => (typeof value?.value === "string" ? value.value.trim() : "");
  const read: Spoken[] = [];
  const visit = (node: AxNode | undefined): void => {
    if (!node) return;
    if (!node.ignored) {
      const property = (name: string): unknown => node.properties?.find((one) => one.name === name)?.value?.value;
      const level = property("level");
      const invalid = property("invalid");
      read.push({
        role: text(node.role), name: text(node.name), description: text(node.description), level: typeof level === "number" ? level : null,
        address: String(property("url") ?? ""), focused: property("focused") === true, invalid: invalid !== undefined && invalid !== "false",
      });
    }
    for (const child of node.childIds ?? []) visit(byId.get(child));
  };
  visit(nodes[0]);
  return read;
}

const actsOn = new Set(["link", "button", "textbox", "searchbox", "combobox", "checkbox", "radio", "listbox", "option", "switch", "spinbutton", "slider", "tab", "menuitem", "Date", "DateTime", "DisclosureTriangle"]);

/** What is wrong with how a page is read out, in sentences. */
function faultsIn(read: readonly Spoken[]): string[] {
  const faults: string[] = [];
  const title = read[0]?.name ?? "";
  if (!/\S · \S/.test(title)) faults.push(`the title "${title}" does not say the page and the portal`);
  if (read.filter(({ role }) => role === "main").length !== 1) faults.push("there is not one main part");
  const headings = read.filter(({ role }) => role === "heading");
  if (headings.filter(({ level }) => level === 1).length !== 1) faults.push("there is not one heading of the first level");
  headings.reduce((before, { level, name }) => {
    if (name === "") faults.push("a heading says nothing");
    if ((level ?? 1) > before + 1) faults.push(`the heading "${name}" leaves a level out`);
    return level ?? 1;
  }, 0);
  for (const { role, name } of read) {
    if (actsOn.has(role) && name === "") faults.push(`a ${role} has no name`);
    if (role === "table" && name === "") faults.push("a table has no name");
    if (role === "image" && name === "") faults.push("a picture that is not hidden says nothing");
  }
  // Heard without what stands around it, in the list of links: the same words lead to the same place.
  const places = new Map<string, Set<string>>();
  for (const { role, name, address } of read) if (role === "link") places.set(name, new Set([...(places.get(name) ?? []), address.split("#")[0] ?? ""]));
  for (const [name, addresses] of places) if (addresses.size > 1 && /^(open|more|here|details|show|edit|change)$/i.test(name)) faults.push(`"${name}" leads to ${addresses.size} places`);
  return faults;
}

async function expectReadable(page: Page): Promise<readonly Spoken[]> {
  const read = await spoken(page);
  expect(faultsIn(read), page.url()).toEqual([]);
  return read;
}

/** What is said as soon as the page is there: its title, and what has the focus. */
const saidFirst = (read: readonly Spoken[]): string => read.filter(({ focused, role }) => focused && role !== "RootWebArea").map(({ name, description, role }) => `${role} ${name} ${description}`.trim()).join("; ");

test("read out, the main job is complete: signing in, finding a report, its terms, the answer to each form, the trail", async ({ page }) => {
  // Codes of this person may be claimed by a test beside this one, which can take three of their half minutes.
  test.setTimeout(240_000);
  const who = await person("amara-osei");
  await page.goto("/sign-in");
  await expectReadable(page);
  await page.getByLabel("E-mail address").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Code from your authenticator app")).toBeFocused();
  expect(saidFirst(await expectReadable(page))).toContain("Code from your authenticator app");
  await page.getByLabel("Code from your authenticator app").fill(await claimCode(who));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reports/);

  const catalogue = await expectReadable(page);
  expect(catalogue.filter(({ role }) => role === "columnheader").map(({ name }) => name.split(" ")[0])).toEqual(["Report", "Region", "Period", "Status"]);
  expect(catalogue.some(({ role, name }) => role === "search" || (role === "searchbox" && name === "Search reports"))).toBe(true);

  await page.getByRole("searchbox", { name: "Search reports" }).fill("ISO 27001");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=ISO/);
  await expect(page.getByRole("main").getByRole("status").first(), "how many were found is said when it changes").toContainText(/\d+ of \d+ documents/);
  await expectReadable(page);

  await page.locator("table.reports tbody tr").first().getByRole("link").first().click();
  await expect(page).toHaveURL(/\/reports\/report-/);
  const report = await expectReadable(page);
  expect(report.filter(({ role }) => role === "heading").map(({ name }) => name)).toContain("Get your copy");
  const tick = page.getByRole("checkbox", { name: /I have read/ });
  if ((await tick.count()) > 0) await tick.check();
  await page.getByRole("button", { name: /get your copy/i }).click();
  await expect(page.getByRole("heading", { name: "Your copy is ready" })).toBeVisible();
  expect(saidFirst(await expectReadable(page)), "the answer to the form").toContain("your copy waits for you");

  await page.goto("/reports?program=soc2");
  await listening(page);
  await page.getByRole("button", { name: /^Subscribe to/ }).click();
  await expect(page).toHaveURL(/flash=/);
  expect(saidFirst(await expectReadable(page)), "the answer to the form").toMatch(/^status .*SOC 2/);

  await page.goto("/security");
  await page.getByLabel("Current password").fill(who.password);
  await page.getByLabel("New password", { exact: true }).fill("nine quiet herons over water");
  await page.getByLabel("New password again").fill("nine quiet herons over fire");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL(/flash=/);
  const refused = await expectReadable(page);
  expect(saidFirst(refused), "why the form was refused").toMatch(/^alert \S.*form/);
  const again = refused.find(({ role, name }) => role === "textbox" && name === "New password again");
  expect(again, "and the field says it as well").toMatchObject({ invalid: true });
  expect(again?.description).toContain("The two entries of the new password differ.");

  for (const address of ["/trail", "/agreements", "/agreements/baa", "/center", "/notifications", "/verify", "/requests"]) {
    await page.goto(address);
    await expectReadable(page);
  }
});
