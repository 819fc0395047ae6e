import { stat } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { BackupError } from "./manifest";

/** A stored document by the hash that a row names it with, and what the row is. */
export type NamedDocument = { sha256: string; what: string };

/** Drafts count from the moment that their document is prepared: before that it may still be among the uploads. */
const query = `
  SELECT DISTINCT ON (sha256) encode(sha256, 'hex') AS sha256, what FROM (
    SELECT original_sha256 AS sha256, 'version ' || version || ' of ' || series_id AS what FROM report_version
    UNION ALL SELECT prepared_sha256, 'version ' || version || ' of ' || series_id FROM report_version
    UNION ALL SELECT original_sha256, 'the draft ' || file_name FROM draft WHERE state = 'READY'
    UNION ALL SELECT prepared_sha256, 'the draft ' || file_name FROM draft WHERE state = 'READY'
    UNION ALL SELECT r.document_sha256, 'revision ' || r.revision || ' of the agreement ' || a.slug FROM agreement_revision r JOIN agreement a ON a.id = r.agreement_id
    UNION ALL SELECT document_sha256, 'the customer agreement ' || id FROM customer_agreement
    UNION ALL SELECT certificate_sha256, 'the certificate of the acceptance ' || id FROM acceptance
    UNION ALL SELECT record_sha256, 'the record of the ending of ' || customer_agreement_id FROM agreement_ending
    UNION ALL SELECT sha256, 'the learning certificate ' || id FROM learning_certificate
    UNION ALL SELECT decode(a.item ->> 'sha256', 'hex'), 'the message ' || m.id FROM message m, jsonb_array_elements(m.attachments) AS a(item) WHERE m.state = 'QUEUED'
  ) named WHERE sha256 IS NOT NULL ORDER BY sha256, what`;

/** Every stored document that a row needs. */
export const namedDocuments = async (client: pg.ClientBase): Promise<NamedDocument[]> => (await client.query<NamedDocument>(query)).rows;

const mostSaid = 10;

/** @throws BackupError naming the documents that rows need and the folder has not */
export async function checkNamed(named: readonly NamedDocument[], folder: string): Promise<void> {
  const missing: NamedDocument[] = [];
  for (const one of named) {
    const found = await stat(path.join(folder, one.sha256.slice(0, 2), one.sha256)).catch(() => undefined);
    if (!found?.isFile()) missing.push(one);
  }
  if (missing.length === 0) return;
  const said = missing.slice(0, mostSaid).map(({ sha256, what }) => `\n  - ${sha256}, of ${what}`);
  const more = missing.length > mostSaid ? `\n  - and ${missing.length - mostSaid} more` : "";
  throw new BackupError(`Documents that are in use are missing in ${folder}:${said.join("")}${more}\nPut them back from an older backup, then try again.`);
}
