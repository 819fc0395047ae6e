-- What Prisma's schema cannot express: what may change of a published version, and the order of what waits.

CREATE OR REPLACE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'state' - 'is_latest' - 'audience' - 'superseded_by' - 'end_reason') IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'is_latest' - 'audience' - 'superseded_by' - 'end_reason') THEN
    RAISE EXCEPTION 'a published version is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  -- What was withdrawn, or replaced, does not come back.
  IF OLD.state::text = 'WITHDRAWN' AND NEW.state::text <> 'WITHDRAWN' OR OLD.state::text = 'SUPERSEDED' AND NEW.state::text NOT IN ('SUPERSEDED', 'WITHDRAWN') THEN
    RAISE EXCEPTION 'a version that has ended does not come back' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

ALTER TABLE draft
  ADD CONSTRAINT draft_received CHECK (bytes > 0 AND received >= 0 AND received <= bytes),
  ADD CONSTRAINT draft_whole CHECK (state IN ('RECEIVING', 'DISCARDED') OR received = bytes),
  ADD CONSTRAINT draft_prepared CHECK (state NOT IN ('READY', 'PUBLISHED') OR (manifest IS NOT NULL AND prepared_sha256 IS NOT NULL AND original_sha256 IS NOT NULL)),
  ADD CONSTRAINT draft_version CHECK ((state = 'PUBLISHED') = (version IS NOT NULL)),
  ADD CONSTRAINT draft_scheduled CHECK (publish_at IS NULL OR (state = 'READY' AND scheduled_by IS NOT NULL));

-- What the portal looks for every second.
CREATE INDEX draft_waiting ON draft (created_at, id) WHERE state IN ('WAITING', 'PREPARING');
CREATE INDEX draft_due ON draft (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX import_batch_running ON import_batch (created_at) WHERE state = 'RUNNING';
CREATE INDEX import_row_good ON import_row (batch_id, line) WHERE state = 'GOOD';
CREATE INDEX draft_series ON draft (series_id) WHERE state NOT IN ('PUBLISHED', 'DISCARDED');

CREATE INDEX audit_event_copies ON audit_event (at) WHERE operation IN ('reports:GetReport', 'reports:ViewReport') AND outcome = 'Success';
