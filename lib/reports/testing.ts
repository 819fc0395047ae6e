import { rawPool } from "@/lib/database/client";
import { programs } from "./programs";
import { searchTextOf } from "./search-text";

/**
 * Fills the catalogue with many versions straight into the tables, for tests and benches of listing alone: their documents do not exist.
 * Five versions per series; every tenth series is for one organization.
 */
export async function fillCatalogue(versions: number, options: { organization?: string } = {}): Promise<void> {
  const pool = rawPool();
  const { rows: terms } = await pool.query<{ id: string }>("SELECT id FROM terms LIMIT 1");
  const termsId = terms[0]?.id;
  if (!termsId) throw new Error("terms come first");
  const perSeries = 5;
  const chunk = 5000;
  const { rows: before } = await pool.query<{ n: number }>("SELECT count(*)::int AS n FROM report_series");
  const offset = before[0]?.n ?? 0;
  for (let from = 0; from < versions; from += chunk) {
    const count = Math.min(chunk, versions - from);
    const facts = Array.from({ length: count }, (_, index) => {
      const number = from + index;
      const series = Math.floor(number / perSeries);
      const program = programs[series % programs.length];
      if (!program) throw new Error("no programs");
      const version = (number % perSeries) + 1;
      const year = 2021 + version;
      const lastOfSeries = version === perSeries || number === versions - 1;
      const title = `${program.name} ${series + offset} for ${year}`;
      return {
        series_id: `report-${String(series + offset).padStart(16, "0")}`, version, title, program: program.key, region: program.region, country: program.country ?? "",
        industry: program.industry ?? "", audience: series % 10 === 9 && options.organization ? "NAMED" : "EVERYONE", latest: lastOfSeries,
        period_start: program.artefact === "mapping" ? null : `${year}-01-01`, period_end: program.artefact === "mapping" ? null : `${year}-12-31`,
        published_at: new Date(Date.UTC(year, 10, 1 + (series % 20), series % 24, number % 60)).toISOString(),
        search_text: searchTextOf([title, program.key, program.issuingBody, "platform"]),
      };
    });
    const json = JSON.stringify(facts);
    await pool.query(
      `INSERT INTO report_series (id, slug, name, description, program, product, category, audience, share_with, language, terms_id, created_at)
       SELECT DISTINCT ON (f.series_id) f.series_id, 'fill-' || f.series_id, f.title, 'One of many, made to measure the catalogue.', f.program, 'Platform', 'REPORTS', f.audience::"Audience", 'Nobody.', 'en', $2::uuid, now()
       FROM jsonb_to_recordset($1::jsonb) AS f(series_id text, title text, program text, audience text) ON CONFLICT DO NOTHING`,
      [json, termsId],
    );
    await pool.query(
      `INSERT INTO report_version (id, series_id, version, kind, title, category, language, auditor, period_start, period_end, state, is_latest, published_at, program, region, country, industry,
         audience, search_text, original_sha256, original_bytes, pages, file_name, prepared_sha256, manifest, notes)
       SELECT gen_random_uuid(), f.series_id, f.version, 'REPORT', f.title, 'REPORTS', 'en', '', f.period_start, f.period_end, 'PUBLISHED', f.latest, f.published_at, f.program, f.region, f.country, f.industry,
         f.audience::"Audience", f.search_text, '\\x00', 1, 1, 'none.pdf', '\\x00', '{}', '[]'
       FROM jsonb_to_recordset($1::jsonb) AS f(series_id text, version int, title text, period_start date, period_end date, latest boolean, published_at timestamptz, program text, region text,
         country text, industry text, audience text, search_text text)`,
      [json],
    );
  }
  if (options.organization) {
    await pool.query(
      `INSERT INTO series_audience (series_id, organization_id) SELECT s.id, o.id FROM report_series s, organization o WHERE s.audience = 'NAMED' AND o.slug = $1 ON CONFLICT DO NOTHING`,
      [options.organization],
    );
  }
  await pool.query("UPDATE catalogue_state SET revision = revision + 1");
  await pool.query("ANALYZE report_version");
}
