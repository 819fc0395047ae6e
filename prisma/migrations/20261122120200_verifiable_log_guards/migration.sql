-- What Prisma's schema cannot express: the log is append-only, and of an event nothing changes but fields that are erased on the record.

CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  erasable CONSTANT text[] := ARRAY['person_name', 'person_email', 'address', 'user_agent', 'parameters', 'salt', 'kept_salts', 'erased'];
BEGIN
  IF TG_OP = 'UPDATE'
    AND (to_jsonb(NEW) - erasable) = (to_jsonb(OLD) - erasable)
    AND NEW.person_name IN (OLD.person_name, '') AND NEW.person_email IN (OLD.person_email, '')
    AND NEW.address IN (OLD.address, '') AND NEW.user_agent IN (OLD.user_agent, '')
    AND OLD.parameters @> NEW.parameters
    AND NEW.salt IS NULL AND NEW.kept_salts IS NOT NULL
    AND NEW.erased @> COALESCE(OLD.erased, '{}') AND NEW.erased <> '{}'
    AND EXISTS (SELECT FROM event_erasure r WHERE r.event_id = NEW.id AND r.xid = pg_current_xact_id())
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

DROP TRIGGER audit_event_append_only ON audit_event;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['log_leaf', 'log_tile', 'log_checkpoint', 'event_erasure'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_append_only');
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_no_truncate');
  END LOOP;
END
$$;

ALTER TABLE log_state ADD CONSTRAINT log_state_one CHECK (id = 1);
ALTER TABLE log_leaf ADD CONSTRAINT log_leaf_hashes CHECK (octet_length(hash) = 32 AND idx >= 0 AND organization_sequence >= 1);
ALTER TABLE log_tile ADD CONSTRAINT log_tile_full CHECK (octet_length(bytes) = 8192 AND octet_length(root) = 32);
-- Hashes do not compress.
ALTER TABLE log_tile ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Which bytes were handed out: for the question whether a document is one of them.
CREATE INDEX audit_event_served ON audit_event ((parameters->>'sha256')) WHERE operation IN ('reports:CompleteDownload', 'agreements:GetCertificate');

-- The one change of an event, made with the owner's rights: the application's role has none to change one. What may change is the trigger's to decide.
CREATE FUNCTION erase_event_fields(event uuid, columns text[], left_parameters jsonb, salts jsonb, commitments jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
  UPDATE audit_event SET
    person_name = CASE WHEN 'person_name' = ANY (columns) THEN '' ELSE person_name END,
    person_email = CASE WHEN 'person_email' = ANY (columns) THEN '' ELSE person_email END,
    address = CASE WHEN 'address' = ANY (columns) THEN '' ELSE address END,
    user_agent = CASE WHEN 'user_agent' = ANY (columns) THEN '' ELSE user_agent END,
    parameters = left_parameters, salt = NULL, kept_salts = salts, erased = commitments
  WHERE id = event
$$;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION erase_event_fields(uuid, text[], jsonb, jsonb, jsonb) SET search_path = %I, pg_temp', current_schema());
  REVOKE ALL ON FUNCTION erase_event_fields(uuid, text[], jsonb, jsonb, jsonb) FROM PUBLIC;
END
$$;
