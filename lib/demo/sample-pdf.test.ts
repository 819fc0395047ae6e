import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { demoCatalogue, type DemoSeries, type DemoVersion } from "./catalogue";
import { samplePdf } from "./sample-pdf";
import { glyphsOf } from "./sample-pdf/fonts";

const catalogue = demoCatalogue(new Date("2026-11-22T12:00:00Z"));
const every = catalogue.flatMap((series) => series.versions.map((version): [DemoSeries, DemoVersion] => [series, version]));

function one(slug: string, kind: DemoVersion["kind"] = "REPORT"): [string, DemoSeries, DemoVersion] {
  const found = every.findLast(([series, version]) => series.slug === slug && version.kind === kind);
  if (!found) throw new Error(`The demo has no ${slug}`);
  return [`${slug} ${kind}`, ...found];
}

describe("samplePdf", () => {
  it.each([
    one("soc-2-platform"),
    one("soc-2-platform", "BRIDGE_LETTER"),
    one("hds-certificate"),
    one("pci-dss-aoc"),
    one("caiq-platform"),
    one("dora-addendum"),
    one("penetration-test-platform"),
    one("iso-27001-soa"),
    one("fedramp-high-package"),
  ])("gives the same readable document again: %s", async (_, series, version) => {
    const bytes = await samplePdf(series, version);
    expect(Buffer.from(await samplePdf(series, version)).equals(Buffer.from(bytes))).toBe(true);
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(document.getPageCount()).toBeGreaterThanOrEqual(1);
    expect(document.getTitle()).toContain(version.title);
    expect(document.catalog.toString()).toContain(`/Lang (${series.language})`);
    expect(document.getCreationDate()).toEqual(new Date(`${version.signedOn}T08:00:00Z`));
  });

  it("gives different versions of a series different documents", async () => {
    const [, series, version] = one("c5-platform");
    const [first] = series.versions;
    if (!first) throw new Error("The series has no version");
    expect(Buffer.from(await samplePdf(series, first)).equals(Buffer.from(await samplePdf(series, version)))).toBe(false);
  });

  it("draws pages upright, across, turned and with trim, on A4 and Letter", async () => {
    const seen = new Set<string>();
    const chosen = [one("iso-27001-certificate"), one("iso-27001-soa"), one("fips-140-modules"), one("hds-certificate")];
    for (const [, series, version] of chosen) {
      const document = await PDFDocument.load(await samplePdf(series, version), { updateMetadata: false });
      for (const page of document.getPages()) {
        const { width, height } = page.getCropBox();
        seen.add(Math.round(Math.max(width, height)) === 842 ? "A4" : "Letter");
        seen.add(page.getRotation().angle === 90 ? "turned" : width > height ? "across" : "upright");
        if (page.getMediaBox().width > width) seen.add("trim");
      }
    }
    expect(seen).toEqual(new Set(["A4", "Letter", "turned", "across", "upright", "trim"]));
  });

  it("refuses text that its typefaces cannot show, and series of unknown programs", async () => {
    expect(() => glyphsOf("佐藤", "sans")).toThrow(RangeError);
    const [, series, version] = one("hds-certificate");
    await expect(samplePdf({ ...series, program: "unheard-of" }, version)).rejects.toThrow(RangeError);
  });
});
