-- The events by month. What an event is sorted into its month by is its id: a UUIDv7 begins with the event's time. So ids stay unique across all months, which
-- PostgreSQL could not promise of a table that is partitioned by another column, and an event is found by its id in one partition.

-- The first id of a moment: that of no event, and less than those of all events from then on.
CREATE FUNCTION event_id_at(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM (moment - timestamptz '1970-01-01 00:00:00+00')) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

CREATE FUNCTION event_id_time(event uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT timestamptz '1970-01-01 00:00:00+00' + (('x' || left(event::text, 8) || substr(event::text, 10, 4))::bit(48)::bigint) * interval '1 millisecond'
$$;

CREATE FUNCTION add_event_partition(partition text, low text, high text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE %I PARTITION OF audit_event FOR VALUES FROM (%s) TO (%s)', partition, low, high);
  -- Nobody but the owner can work on a partition itself: there are no rights on it, and its rows stand behind a wall without a door. The triggers for rows come with the table.
  EXECUTE format('CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', partition);
  EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER audit_event_no_truncate', partition);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition);
END
$$;

-- The months from the one of `first` to the one of `last` have partitions of their own afterwards. There is one before all months and one after them, so that no event
-- ever lacks a place; where events got there, because nobody had made their month in time, it becomes the partition of their months, and no row moves.
CREATE FUNCTION ensure_event_partitions(first timestamptz, last timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
-- A wall that would hide rows makes it fail: a partition is only taken for empty when it is.
SET row_security = off SET lock_timeout = '2s' AS $$
DECLARE
  low timestamptz;
  high timestamptz;
  outermost timestamptz;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(7202613);
  SELECT event_id_time(substring(pg_get_expr(relpartbound, oid) FROM $q$TO \('([^']+)'\)$q$)::uuid) INTO high FROM pg_class WHERE oid = 'audit_event_before'::regclass;
  SELECT event_id_time(substring(pg_get_expr(relpartbound, oid) FROM $q$FROM \('([^']+)'\)$q$)::uuid) INTO low FROM pg_class WHERE oid = 'audit_event_after'::regclass;
  first := date_trunc('month', greatest(first, high - interval '30 years'), 'UTC');
  last := date_trunc('month', least(last, low + interval '30 years'), 'UTC');

  IF last >= low THEN
    ALTER TABLE audit_event DETACH PARTITION audit_event_after;
    SELECT date_trunc('month', event_id_time(id), 'UTC') INTO outermost FROM audit_event_after ORDER BY id DESC LIMIT 1;
    IF outermost IS NULL THEN
      DROP TABLE audit_event_after;
    ELSE
      EXECUTE format('ALTER TABLE audit_event_after RENAME TO %I', event_partition_name(low, outermost));
      EXECUTE format('ALTER TABLE audit_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', event_partition_name(low, outermost), event_id_at(low), event_id_at(utc_month_after(outermost)));
      low := utc_month_after(outermost);
      made := made + 1;
    END IF;
    WHILE low <= last LOOP
      PERFORM add_event_partition(event_partition_name(low, low), quote_literal(event_id_at(low)), quote_literal(event_id_at(utc_month_after(low))));
      low := utc_month_after(low);
      made := made + 1;
    END LOOP;
    PERFORM add_event_partition('audit_event_after', quote_literal(event_id_at(low)), 'MAXVALUE');
  END IF;

  IF first < high THEN
    ALTER TABLE audit_event DETACH PARTITION audit_event_before;
    SELECT date_trunc('month', event_id_time(id), 'UTC') INTO outermost FROM audit_event_before ORDER BY id LIMIT 1;
    IF outermost IS NULL THEN
      DROP TABLE audit_event_before;
    ELSE
      EXECUTE format('ALTER TABLE audit_event_before RENAME TO %I', event_partition_name(outermost, utc_month_before(high)));
      EXECUTE format('ALTER TABLE audit_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', event_partition_name(outermost, utc_month_before(high)), event_id_at(outermost), event_id_at(high));
      high := outermost;
      made := made + 1;
    END IF;
    WHILE first < high LOOP
      PERFORM add_event_partition(event_partition_name(utc_month_before(high), utc_month_before(high)), quote_literal(event_id_at(utc_month_before(high))), quote_literal(event_id_at(high)));
      high := utc_month_before(high);
      made := made + 1;
    END LOOP;
    PERFORM add_event_partition('audit_event_before', 'MINVALUE', quote_literal(event_id_at(high)));
  END IF;
  RETURN made;
END
$$;

CREATE FUNCTION utc_month_after(month timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$ SELECT ((month AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC' $$;
CREATE FUNCTION utc_month_before(month timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$ SELECT ((month AT TIME ZONE 'UTC') - interval '1 month') AT TIME ZONE 'UTC' $$;
CREATE FUNCTION event_partition_name(first timestamptz, last timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT 'audit_event_' || to_char(first AT TIME ZONE 'UTC', 'YYYY_MM') || CASE WHEN last > first THEN to_char(last AT TIME ZONE 'UTC', '"_to_"YYYY_MM') ELSE '' END
$$;

-- The table as it was keeps its rows until every one of them is seen to be in the new one as it was. No wall may hide one of them: then this fails.
ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY;
SELECT set_config('row_security', 'off', true);
ALTER TABLE audit_event RENAME TO audit_event_undivided;
ALTER TABLE audit_event_undivided RENAME CONSTRAINT audit_event_pkey TO audit_event_undivided_pkey;
ALTER SEQUENCE audit_event_seq_seq OWNED BY NONE;

CREATE TABLE audit_event (LIKE audit_event_undivided INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE) PARTITION BY RANGE (id);
ALTER SEQUENCE audit_event_seq_seq OWNED BY audit_event.seq;

DO $$
DECLARE
  this_month timestamptz := date_trunc('month', now(), 'UTC');
  oldest timestamptz;
BEGIN
  PERFORM add_event_partition('audit_event_before', 'MINVALUE', quote_literal(event_id_at(this_month)));
  PERFORM add_event_partition('audit_event_after', quote_literal(event_id_at(this_month)), 'MAXVALUE');
  SELECT event_id_time(id) INTO oldest FROM audit_event_undivided ORDER BY id LIMIT 1;
  PERFORM ensure_event_partitions(greatest(COALESCE(oldest, this_month), this_month - interval '15 years'), this_month + interval '3 months');
END
$$;

INSERT INTO audit_event SELECT * FROM audit_event_undivided ORDER BY seq;

DO $$
BEGIN
  IF (SELECT (count(*), sum(hashtextextended(e::text, 1)::numeric), sum(hashtextextended(e::text, 2)::numeric)) FROM audit_event e)
    IS DISTINCT FROM (SELECT (count(*), sum(hashtextextended(e::text, 1)::numeric), sum(hashtextextended(e::text, 2)::numeric)) FROM audit_event_undivided e) THEN
    RAISE EXCEPTION 'events would not be in their partitions as they were: nothing was changed';
  END IF;
END
$$;

DROP TABLE audit_event_undivided;

ALTER TABLE audit_event ADD CONSTRAINT audit_event_pkey PRIMARY KEY (id);
-- What the months go by: no event whose id is of another time. In bytes, because each event pays for it.
ALTER TABLE audit_event ADD CONSTRAINT audit_event_id_time
  CHECK (substr(uuid_send(id), 1, 6) = substr(int8send((date_part('epoch', at - timestamptz '1970-01-01 00:00:00+00') * 1000)::bigint), 3, 6)) NOT VALID;

CREATE INDEX audit_event_xid_idx ON audit_event (xid);
CREATE INDEX audit_event_seq_idx ON audit_event (seq);
CREATE INDEX audit_event_organization_id_id_idx ON audit_event (organization_id, id DESC);
CREATE INDEX audit_event_person_id_id_idx ON audit_event (person_id, id DESC);
CREATE INDEX audit_event_account_id_id_idx ON audit_event (account_id, id DESC);
CREATE INDEX audit_event_operation_id_idx ON audit_event (operation, id DESC);
CREATE INDEX audit_event_correlation_id_idx ON audit_event (correlation_id);
CREATE INDEX audit_event_about ON audit_event USING gin (resources) WHERE NOT browsing;
CREATE INDEX audit_event_matters ON audit_event (id DESC) WHERE NOT browsing;
CREATE INDEX audit_event_matters_organization ON audit_event (organization_id, id DESC) WHERE NOT browsing;
CREATE INDEX audit_event_last_use ON audit_event (person_id, account_id, operation, id DESC) WHERE outcome = 'Success';
CREATE INDEX audit_event_served ON audit_event ((parameters->>'sha256')) WHERE operation IN ('reports:CompleteDownload', 'agreements:GetCertificate');
CREATE INDEX audit_event_copies ON audit_event (id) WHERE operation IN ('reports:GetReport', 'reports:ViewReport') AND outcome = 'Success';

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only;
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_no_truncate;
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION ensure_event_partitions(timestamptz, timestamptz) SET search_path = %I, pg_temp', current_schema());
  REVOKE ALL ON FUNCTION ensure_event_partitions(timestamptz, timestamptz) FROM PUBLIC;
  REVOKE ALL ON FUNCTION add_event_partition(text, text, text) FROM PUBLIC;
END
$$;
