-- An erasure is held to what audit:EraseFields may do, whoever calls the function that erases: these fields alone, nothing that a hold covers, and together with the event that says so.

-- As lib/audit/erase-fields.ts has them. Without the rest there would be no trail.
CREATE FUNCTION erasable_fields() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY['name', 'email', 'address', 'userAgent', 'parameters.email', 'parameters.name', 'parameters.typedName', 'parameters.title', 'parameters.reason']
$$;

-- The names of the fields that a change of an event's row takes away, as its entry has them.
CREATE FUNCTION fields_taken(before jsonb, after jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY(SELECT name FROM (VALUES ('name', 'person_name'), ('email', 'person_email'), ('address', 'address'), ('userAgent', 'user_agent')) field (name, col) WHERE before->col IS DISTINCT FROM after->col)
    || ARRAY(SELECT 'parameters.' || name FROM jsonb_object_keys(before->'parameters') name WHERE NOT after->'parameters' ? name)
$$;

CREATE OR REPLACE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  erasable CONSTANT text[] := ARRAY['person_name', 'person_email', 'address', 'user_agent', 'parameters', 'salt', 'kept_salts', 'erased'];
  gone text[];
BEGIN
  -- Holds are shown to these scopes alone: in any other they would seem not to be there.
  IF TG_OP = 'UPDATE' AND current_setting('muniment.scope', true) IN ('system', 'staff') THEN
    gone := fields_taken(to_jsonb(OLD), to_jsonb(NEW));
    IF (to_jsonb(NEW) - erasable) = (to_jsonb(OLD) - erasable)
      AND NEW.person_name IN (OLD.person_name, '') AND NEW.person_email IN (OLD.person_email, '')
      AND NEW.address IN (OLD.address, '') AND NEW.user_agent IN (OLD.user_agent, '')
      AND NEW.parameters = OLD.parameters - ARRAY(SELECT substr(name, 12) FROM unnest(gone) name WHERE starts_with(name, 'parameters.'))
      AND NEW.salt IS NULL AND NEW.kept_salts IS NOT NULL
      AND cardinality(gone) > 0 AND gone <@ erasable_fields()
      AND NEW.erased - gone = COALESCE(OLD.erased, '{}') - gone AND NEW.erased ?& gone
      AND EXISTS (SELECT FROM event_erasure r WHERE r.event_id = NEW.id AND r.xid = pg_current_xact_id() AND gone <@ r.fields)
      AND NOT event_is_held(OLD.organization_id, OLD.person_id, OLD.resources)
    THEN
      RETURN NEW;
    END IF;
  END IF;
  -- Rules are shown to this scope alone.
  IF TG_OP = 'DELETE' AND current_setting('muniment.scope', true) = 'system' THEN
    IF OLD.at < retention_cutoff(event_class(OLD.operation, OLD.browsing))
      AND NOT event_is_held(OLD.organization_id, OLD.person_id, OLD.resources)
      AND EXISTS (SELECT FROM log_leaf l WHERE l.event_id = OLD.id AND l.idx < (SELECT max(size) FROM log_checkpoint))
    THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

-- Whether this transaction wrote the event that says of these fields of an event, or of its person's events, that they are erased.
CREATE FUNCTION erasure_is_recorded(event uuid, person uuid, gone text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM audit_event e
    WHERE e.xid = pg_current_xact_id() AND e.operation = 'audit:EraseFields' AND e.outcome = 'Success' AND NOT e.browsing
      AND e.resources && ARRAY['event/' || event, 'person/' || person]
      AND jsonb_typeof(e.parameters->'fields') = 'array' AND e.parameters->'fields' @> to_jsonb(gone))
$$;

-- At the end of the transaction, because the event is its last statement.
CREATE FUNCTION require_erasure_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT erasure_is_recorded(NEW.id, NEW.person_id, fields_taken(to_jsonb(OLD), to_jsonb(NEW))) THEN
    RAISE EXCEPTION 'fields of events are erased by audit:EraseFields alone, on the record' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION require_erased_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT erasure_is_recorded(NEW.event_id, (SELECT e.person_id FROM audit_event e WHERE e.id = NEW.event_id), NEW.fields) THEN
    RAISE EXCEPTION 'fields of events are erased by audit:EraseFields alone, on the record' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER audit_event_erasure_recorded AFTER UPDATE ON audit_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_erasure_event();
CREATE CONSTRAINT TRIGGER event_erasure_recorded AFTER INSERT ON event_erasure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_erased_event();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_erasure_recorded;
ALTER TABLE event_erasure ENABLE ALWAYS TRIGGER event_erasure_recorded;
