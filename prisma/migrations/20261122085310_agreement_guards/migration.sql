-- What Prisma's schema cannot express: immutable texts and acceptances, endings that happen once, one agreement in force per holder, and the history of accounts.

CREATE TRIGGER agreement_revision_append_only BEFORE UPDATE OR DELETE ON agreement_revision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreement_revision_no_truncate BEFORE TRUNCATE ON agreement_revision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE agreement_revision ENABLE ALWAYS TRIGGER agreement_revision_append_only;
ALTER TABLE agreement_revision ENABLE ALWAYS TRIGGER agreement_revision_no_truncate;

CREATE TRIGGER acceptance_append_only BEFORE UPDATE OR DELETE ON acceptance FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER acceptance_no_truncate BEFORE TRUNCATE ON acceptance FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE acceptance ENABLE ALWAYS TRIGGER acceptance_append_only;
ALTER TABLE acceptance ENABLE ALWAYS TRIGGER acceptance_no_truncate;

-- Of what was agreed only its ending may be written, and once.
CREATE FUNCTION refuse_agreement_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ending CONSTANT text[] := ARRAY['state', 'effective_end', 'ended_at', 'ended_by', 'ended_by_name', 'end_reason'];
BEGIN
  IF OLD.state <> 'ACTIVE' OR NEW.state = 'ACTIVE' OR (to_jsonb(NEW) - ending) IS DISTINCT FROM (to_jsonb(OLD) - ending) THEN
    RAISE EXCEPTION 'what was agreed is never changed, and ends once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER customer_agreement_ends_once BEFORE UPDATE ON customer_agreement FOR EACH ROW EXECUTE FUNCTION refuse_agreement_change();
CREATE TRIGGER customer_agreement_kept BEFORE DELETE ON customer_agreement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER customer_agreement_no_truncate BEFORE TRUNCATE ON customer_agreement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE customer_agreement ENABLE ALWAYS TRIGGER customer_agreement_ends_once;
ALTER TABLE customer_agreement ENABLE ALWAYS TRIGGER customer_agreement_kept;
ALTER TABLE customer_agreement ENABLE ALWAYS TRIGGER customer_agreement_no_truncate;

ALTER TABLE customer_agreement
  ADD CONSTRAINT customer_agreement_holder CHECK ((account_id IS NULL) <> (organization_id IS NULL)),
  ADD CONSTRAINT customer_agreement_times CHECK (effective_end IS NULL OR effective_end >= effective_start),
  ADD CONSTRAINT customer_agreement_ending CHECK ((state = 'ACTIVE') = (ended_at IS NULL) AND (state = 'ACTIVE' OR effective_end IS NOT NULL)),
  ADD CONSTRAINT customer_agreement_document CHECK ((document_sha256 IS NULL) = (document_bytes IS NULL));
ALTER TABLE agreement_revision ADD CONSTRAINT agreement_revision_numbers CHECK (revision >= 1 AND notice_days >= 0 AND grace_days >= 0 AND document_bytes > 0);
ALTER TABLE agreement ADD CONSTRAINT agreement_prerequisite_other CHECK (prerequisite_id <> id);

-- Two acceptances at the same time: the second one fails.
CREATE UNIQUE INDEX customer_agreement_one_active_account ON customer_agreement (account_id, agreement_id) WHERE state = 'ACTIVE' AND account_id IS NOT NULL;
CREATE UNIQUE INDEX customer_agreement_one_active_organization ON customer_agreement (organization_id, agreement_id) WHERE state = 'ACTIVE' AND organization_id IS NOT NULL;

-- The history of where an account belonged is written with the account, so that no door can forget it.
ALTER TABLE account_placement ADD CONSTRAINT account_placement_times CHECK (to_at IS NULL OR to_at >= from_at);
CREATE UNIQUE INDEX account_placement_one_open ON account_placement (account_id) WHERE to_at IS NULL;

CREATE FUNCTION place_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  at timestamptz(3);
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO account_placement (account_id, organization_id, from_at) VALUES (NEW.id, NEW.organization_id, NEW.created_at);
  -- Whoever moves an account at another time than this one has written the placement before.
  ELSIF NOT EXISTS (SELECT 1 FROM account_placement WHERE account_id = NEW.id AND organization_id = NEW.organization_id AND to_at IS NULL) THEN
    SELECT GREATEST(clock_timestamp(), max(from_at) + interval '1 millisecond') INTO at FROM account_placement WHERE account_id = NEW.id;
    UPDATE account_placement SET to_at = at WHERE account_id = NEW.id AND to_at IS NULL;
    INSERT INTO account_placement (account_id, organization_id, from_at) VALUES (NEW.id, NEW.organization_id, at);
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER account_placed AFTER INSERT OR UPDATE OF organization_id ON account FOR EACH ROW EXECUTE FUNCTION place_account();

-- A stretch that is over is history.
CREATE FUNCTION refuse_placement_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.to_at IS NOT NULL OR NEW.to_at IS NULL OR (to_jsonb(NEW) - 'to_at') IS DISTINCT FROM (to_jsonb(OLD) - 'to_at') THEN
    RAISE EXCEPTION 'the history of an account is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER account_placement_closed_once BEFORE UPDATE ON account_placement FOR EACH ROW EXECUTE FUNCTION refuse_placement_change();
CREATE TRIGGER account_placement_kept BEFORE DELETE ON account_placement FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE account_placement ENABLE ALWAYS TRIGGER account_placement_closed_once;
ALTER TABLE account_placement ENABLE ALWAYS TRIGGER account_placement_kept;

INSERT INTO account_placement (account_id, organization_id, from_at) SELECT id, organization_id, created_at FROM account;
