-- An index for every search of the trail. Each event pays for each of them: nothing is searched by `seq`.
DROP INDEX audit_event_seq_idx;
CREATE INDEX audit_event_address_id_idx ON audit_event (address, id DESC);
CREATE INDEX audit_event_refused ON audit_event (id DESC) WHERE outcome <> 'Success';
-- Beside audit_event_about, which has the others: each event is in one of the two.
CREATE INDEX audit_event_about_browsing ON audit_event USING gin (resources) WHERE browsing;

-- The first events, up to `most`, that name certain things. PostgreSQL does not use these indexes behind a wall: it is answered with the owner's eyes.
-- Ids alone, which say nothing to whom the event is not shown.
CREATE FUNCTION events_about(about text[], with_browsing boolean, most int) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 AS $$
  SELECT id FROM audit_event WHERE NOT browsing AND resources && about
  UNION ALL SELECT id FROM audit_event WHERE with_browsing AND browsing AND resources && about
  LIMIT most
$$;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION events_about(text[], boolean, int) SET search_path = %I, pg_temp', current_schema());
  REVOKE ALL ON FUNCTION events_about(text[], boolean, int) FROM PUBLIC;
END
$$;
