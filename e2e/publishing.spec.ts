import { PDFDocument, StandardFonts } from "pdf-lib";
import { expectClean } from "./faults";
import { expect, test } from "./fixtures";
import { listening, person, signInAs } from "./people";

/** A report that says what it is on its first page, with a script that has to be taken out. */
async function reportPdf(title: string, pages = 60): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  pdf.setTitle(title);
  pdf.addJavaScript("hello", "app.alert('hello')");
  for (let page = 1; page <= pages; page += 1) {
    const sheet = pdf.addPage([595, 842]);
    sheet.drawText(page === 1 ? title : `Page ${page}`, { x: 60, y: 780, size: 14, font });
    if (page === 1) sheet.drawText("For the period 1 October 2026 to 30 September 2027", { x: 60, y: 750, size: 11, font });
  }
  return Buffer.from(await pdf.save());
}

test("a report is uploaded, its findings are looked at, it is previewed and published, and a customer sees it", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInAs(page, await person("daniel-okafor"));
  await page.goto("/publishing?q=iso-27001");
  await expectClean(page);
  const title = `Statement of the autumn ${Date.now()}`;
  await page.locator("table tbody tr").first().getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Next version" })).toBeVisible();
  const series = page.url();
  await page.locator("input[type=file]").setInputFiles({ name: "statement_2026.pdf", mimeType: "application/pdf", buffer: await reportPdf(title) });
  const row = page.locator(".upload-row");
  await expect(row).toContainText("Ready: 60 pages", { timeout: 60_000 });
  await expectClean(page);
  await row.getByRole("link", { name: "Open" }).click();

  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("region", { name: "Intake" }), "what was found in the document").toContainText("JavaScript");
  await expect(page.getByLabel("First day")).toHaveValue("2026-10-01");
  await expect(page.getByLabel("Last day")).toHaveValue("2027-09-30");
  await expect(page.getByText("Read off the document (page 1). Check it.")).toBeVisible();
  await expect(page.getByText("Who will see it")).toBeVisible();
  await expectClean(page);

  await page.getByRole("link", { name: "Preview as a customer sees it" }).click();
  await expect(page.getByRole("region", { name: "Page 1 of 60" })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator(".textLayer")).toContainText("Preview for Daniel Okafor");
  await page.goBack();

  await page.getByLabel("Last day").fill("2026-01-01");
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText("The period ends before it starts.")).toBeVisible();
  await expect(page.getByLabel("Title"), "what was written is still there").toHaveValue(title);
  await page.getByLabel("Last day").fill("2027-09-30");
  await page.getByLabel("What changed").fill("A new year, and one more region.");
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText(/Version \d+ is published\./)).toBeVisible();
  expect(page.url()).toContain(new URL(series).pathname);
  await expect(page.locator(".history-item").first()).toContainText("A new year, and one more region.");
  await expectClean(page);

  const customer = await browser.newPage();
  await signInAs(customer, await person("priya-raman"));
  await customer.goto(`/reports?q=${encodeURIComponent(title)}`);
  await expect(customer.locator("table.reports tbody tr")).toHaveCount(1);
  await customer.goto("/publishing");
  await expect(customer.getByRole("link", { name: "Publishing" })).toHaveCount(0);
  await expect(customer.getByRole("heading", { level: 1 })).not.toHaveText("Publishing");
  await customer.close();

  await page.goto(`${series}/viewers`);
  await expect(page.getByText("Gets copies").first()).toBeVisible();
  await expectClean(page);
});

test("an import says what is wrong row by row, and imports the rest", async ({ page }) => {
  test.setTimeout(150_000);
  await signInAs(page, await person("freya-lindqvist"));
  await page.goto("/publishing/import");
  await expectClean(page);
  const slug = `import-${Date.now()}`;
  const manifest = [
    "file,series,title,period_start,period_end,series_name,description,program,product,share_with,terms,audience",
    `good.pdf,${slug},Imported report,2026-01-01,2026-12-31,Imported series,By a manifest.,soc2,Cloud,Your auditors.,standard,everyone`,
    `missing.pdf,${slug},Not there,,,,,,,,`,
    `good.pdf,Bad Slug,,2026-02-30,,,,,,,`,
  ].join("\n");
  const files = [
    { name: "manifest.csv", mimeType: "text/csv", buffer: Buffer.from(manifest) },
    { name: "good.pdf", mimeType: "application/pdf", buffer: await reportPdf("Imported report", 3) },
  ];
  await page.getByLabel("Manifest and documents").setInputFiles(files);
  await page.getByRole("button", { name: "Check it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Checked: nothing is imported yet");
  await expect(page.getByText("2 rows cannot be imported like this")).toBeVisible();
  await expect(page.getByText("There is no file missing.pdf.")).toBeVisible();
  await expect(page.getByText(/series: Use small letters.*title is empty.*period_start/)).toBeVisible();
  await expectClean(page);
  await page.locator("summary", { hasText: "Import 1 row" }).click();
  await page.getByRole("button", { name: "Import and publish" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Imported", { timeout: 60_000 });
  await expect(page.getByRole("link", { name: `${slug}, version 1` })).toBeVisible();
});

test("freshness, downloads, terms and drafts have no fault of accessibility, wide or narrow, light or dark", async ({ page }) => {
  test.setTimeout(300_000);
  await signInAs(page, await person("mei-lin-tan"));
  for (const view of [{ width: 1440, height: 900, colorScheme: "light" }, { width: 360, height: 740, colorScheme: "dark" }] as const) {
    await page.setViewportSize(view);
    await page.emulateMedia({ colorScheme: view.colorScheme });
    for (const address of ["/publishing", "/publishing/drafts", "/publishing/freshness", "/publishing/downloads?days=365", "/publishing/terms", "/publishing/terms/standard", "/publishing/terms/standard?edit=1", "/publishing/new"]) {
      await page.goto(address);
      await expectClean(page);
    }
  }
  await page.goto("/publishing/freshness");
  await expect(page.getByText(/days left|Open for/).first()).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("several documents are uploaded by a plain form", async ({ page }) => {
    test.setTimeout(90_000);
    await signInAs(page, await person("daniel-okafor"));
    await page.goto("/publishing/drafts");
    const name = `plain-${Date.now()}`;
    await page.locator("input[type=file]").setInputFiles([1, 2].map((number) => ({ name: `${name}-${number}.pdf`, mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 damaged") })));
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    await expect(page).toHaveURL(/publishing\/drafts/);
    await expect(page.getByText(`${name}-1.pdf`)).toBeVisible();
    await expect(page.getByText(`${name}-2.pdf`)).toBeVisible();
  });
});

test("a form that is refused still says what was entered: for whom a series is, and a text of any length", async ({ page }) => {
  await signInAs(page, await person("freya-lindqvist"));
  await page.goto("/publishing/new");
  for (const [label, value] of [["Name", "Refused once"], ["Short name", "terms-taken"], ["Description", "About it."], ["Product or service", "Platform"], ["With whom a customer may share it", "Nobody."]] as const) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByLabel("Program").selectOption("soc2");
  await page.getByLabel("Language", { exact: true }).fill("not a language");
  await page.getByRole("radio", { name: "Only the organizations ticked here" }).check();
  const ticked = page.locator('input[name="organizations"]').first();
  await ticked.check();
  await page.getByRole("checkbox", { name: /reading in the browser/ }).check();
  await page.getByRole("button", { name: "Make the series" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByRole("radio", { name: "Only the organizations ticked here" })).toBeChecked();
  await expect(ticked).toBeChecked();
  await expect(page.getByRole("checkbox", { name: /reading in the browser/ })).toBeChecked();

  // A text of an hour's work is not lost to a typing mistake beside it.
  const text = `# Use\n\n${"It is for the reader named on its pages, and for nobody else. ".repeat(600)}`;
  await page.goto("/publishing/terms/new");
  await page.getByLabel("Short name").fill("No Good Name");
  await page.getByLabel("Title").fill("Terms that are refused");
  await listening(page);
  await page.getByRole("textbox", { name: "Text" }).fill(text);
  await page.getByRole("button", { name: "Make the terms" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Text" })).toHaveValue(text);
  await expect(page.getByLabel("Title")).toHaveValue("Terms that are refused");
});
