-- What Prisma's schema cannot express.

-- One row per witness that is asked; a removed one may come back as another row.
CREATE UNIQUE INDEX log_witness_once ON log_witness (verifier) WHERE removed_at IS NULL;

ALTER TABLE log_witness ADD CONSTRAINT log_witness_sizes CHECK (cosigned >= 0 AND known >= cosigned);
ALTER TABLE log_cosignature ADD CONSTRAINT log_cosignature_line CHECK (checkpoint_size > 0 AND line LIKE '— %' AND line NOT LIKE E'%\n%');
ALTER TABLE witnessed_log ADD CONSTRAINT witnessed_log_tree CHECK (size >= 0 AND octet_length(root) = 32 AND cardinality(verifiers) > 0 AND (cosigned_at IS NULL) = (note IS NULL));
ALTER TABLE witnessed_fork ADD CONSTRAINT witnessed_fork_root CHECK (octet_length(root) = 32);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['log_cosignature', 'witnessed_fork', 'witness_key'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_append_only');
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_no_truncate');
  END LOOP;
END
$$;

-- What a witness has cosigned it never takes back: of one log the tree only grows, and the row stays.
CREATE FUNCTION refuse_shrinking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.origin <> OLD.origin OR NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root) THEN
    RAISE EXCEPTION 'what was cosigned of a log is never taken back' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER witnessed_log_only_grows BEFORE UPDATE OR DELETE ON witnessed_log FOR EACH ROW EXECUTE FUNCTION refuse_shrinking();
ALTER TABLE witnessed_log ENABLE ALWAYS TRIGGER witnessed_log_only_grows;
