import { z } from "zod";
import { categories } from "@/lib/reports/models";
import type { ManifestRow } from "./manifest";

const Kept = z.object({
  file: z.string(),
  series: z.string(),
  title: z.string(),
  kind: z.enum(["REPORT", "BRIDGE_LETTER"]),
  periodStart: z.string().optional(),
  periodEnd: z.string().optional(),
  auditor: z.string(),
  language: z.string().optional(),
  category: z.enum(categories).optional(),
  extendsVersion: z.number().optional(),
  changes: z.string(),
  keepEmbeddedFiles: z.boolean(),
  seriesName: z.string().optional(),
  description: z.string().optional(),
  program: z.string().optional(),
  product: z.string().optional(),
  seriesCategory: z.enum(categories).optional(),
  shareWith: z.string().optional(),
  terms: z.string().optional(),
  audience: z.enum(["everyone", "named"]).optional(),
  organizations: z.array(z.string()).optional(),
  viewOnly: z.boolean(),
});

/** A row of a manifest as it was kept: read already, so that only its shape is looked at. */
export function keptRow(facts: unknown): ManifestRow {
  const row = Kept.parse(facts);
  const { periodStart, periodEnd, extendsVersion, seriesName, seriesCategory, shareWith } = row;
  return { ...row, periodStart, periodEnd, extendsVersion, seriesName, seriesCategory, shareWith };
}
