-- What Prisma's schema cannot express.

CREATE UNIQUE INDEX role_name_once ON role (account_id, lower(name)) WHERE deleted_at IS NULL;
ALTER TABLE role_grant ADD CONSTRAINT role_grant_times CHECK (from_at < until_at), ADD CONSTRAINT role_grant_email_lower CHECK (email = lower(email));
ALTER TABLE invitation ADD CONSTRAINT invitation_into_role CHECK ((grant_id IS NOT NULL) = ("group" = 'role'));

ALTER TABLE policy_attachment DROP CONSTRAINT policy_attachment_target;
ALTER TABLE policy_attachment ADD CONSTRAINT policy_attachment_target CHECK (
  (person_id IS NOT NULL AND account_id IS NOT NULL AND organization_id IS NULL AND "group" IS NULL AND role_id IS NULL)
  OR (person_id IS NULL AND account_id IS NULL AND organization_id IS NOT NULL AND "group" IS NOT NULL AND role_id IS NULL)
  OR (person_id IS NULL AND account_id IS NULL AND organization_id IS NULL AND "group" IS NULL AND role_id IS NOT NULL));
CREATE UNIQUE INDEX policy_attachment_role_once ON policy_attachment (policy_id, role_id) WHERE role_id IS NOT NULL;

-- Whom a grant is for, what it is for and from when never change; it is given an earlier end once.
CREATE FUNCTION refuse_grant_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'person_id' - 'name' - 'ended_at' - 'ended_by') IS DISTINCT FROM (to_jsonb(OLD) - 'person_id' - 'name' - 'ended_at' - 'ended_by')
    OR (OLD.person_id IS NOT NULL AND NEW.person_id IS DISTINCT FROM OLD.person_id)
    OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at) THEN
    RAISE EXCEPTION 'a grant is ended, never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER role_grant_kept BEFORE UPDATE ON role_grant FOR EACH ROW EXECUTE FUNCTION refuse_grant_change();
CREATE TRIGGER role_grant_not_removed BEFORE DELETE ON role_grant FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE role_grant ENABLE ALWAYS TRIGGER role_grant_kept;
ALTER TABLE role_grant ENABLE ALWAYS TRIGGER role_grant_not_removed;

ALTER TABLE access_request
  ADD CONSTRAINT access_request_target CHECK ((series_id IS NULL) <> (action IS NULL)),
  ADD CONSTRAINT access_request_of_operator CHECK (NOT to_operator OR series_id IS NOT NULL),
  ADD CONSTRAINT access_request_decided CHECK ((state IN ('APPROVED', 'REFUSED')) = (decided_at IS NOT NULL)),
  ADD CONSTRAINT access_request_until CHECK ((state = 'APPROVED') = (until_at IS NOT NULL)),
  ADD CONSTRAINT access_request_ended CHECK (ended_at IS NULL OR state = 'APPROVED'),
  ADD CONSTRAINT access_request_not_own CHECK (decided_by IS DISTINCT FROM person_id OR decided_by IS NULL);
-- One question at a time about one thing.
CREATE UNIQUE INDEX access_request_open_once ON access_request (person_id, account_id, COALESCE(series_id, action)) WHERE state = 'OPEN';
ALTER TABLE approval_rule ADD CONSTRAINT approval_rule_days CHECK (days BETWEEN 1 AND 366);
CREATE UNIQUE INDEX approval_rule_once ON approval_rule (organization_id, kind, value) WHERE deleted_at IS NULL;

-- A decision is made once, and what was approved ends once.
CREATE FUNCTION refuse_decision_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'OPEN' AND (to_jsonb(NEW) - 'ended_at' - 'ended_by') IS DISTINCT FROM (to_jsonb(OLD) - 'ended_at' - 'ended_by')
    OR OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN
    RAISE EXCEPTION 'a request is decided once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER access_request_decided_once BEFORE UPDATE ON access_request FOR EACH ROW EXECUTE FUNCTION refuse_decision_change();
CREATE TRIGGER access_request_kept BEFORE DELETE ON access_request FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE access_request ENABLE ALWAYS TRIGGER access_request_decided_once;
ALTER TABLE access_request ENABLE ALWAYS TRIGGER access_request_kept;

-- Who leaves an account takes nothing along, and finds nothing again on coming back.
-- A role that was granted to a member goes with the last membership in the organization; one that an outside person was invited into does not hang on any.
CREATE FUNCTION end_access_of_leaver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE access_request SET ended_at = now() WHERE person_id = OLD.person_id AND account_id = OLD.account_id AND state = 'APPROVED' AND ended_at IS NULL;
  UPDATE access_request SET state = 'WITHDRAWN' WHERE person_id = OLD.person_id AND account_id = OLD.account_id AND state = 'OPEN';
  UPDATE role_grant g SET ended_at = now() FROM role r, account a, account left_account
    WHERE g.person_id = OLD.person_id AND g.ended_at IS NULL AND g.until_at > now()
      AND r.id = g.role_id AND a.id = r.account_id AND left_account.id = OLD.account_id AND a.organization_id = left_account.organization_id
      AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.grant_id = g.id)
      AND NOT EXISTS (SELECT 1 FROM membership m JOIN account ma ON ma.id = m.account_id WHERE m.person_id = OLD.person_id AND ma.organization_id = a.organization_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER membership_ends_access AFTER DELETE ON membership FOR EACH ROW EXECUTE FUNCTION end_access_of_leaver();

-- Layers hold what was approved and the names of roles. A new question changes nobody's.
CREATE TRIGGER access_request_raises AFTER UPDATE OR TRUNCATE ON access_request FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
CREATE TRIGGER role_raises AFTER UPDATE OR DELETE OR TRUNCATE ON role FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();

-- Whether the person of the scope was ever granted a role of an account, wherever it is: answered with the owner's eyes.
CREATE FUNCTION muniment_holds_role_in(account char) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT EXISTS (SELECT 1 FROM role_grant g JOIN role r ON r.id = g.role_id WHERE r.account_id = account AND g.person_id = nullif(current_setting('muniment.person', true), '')::uuid)
$$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION muniment_holds_role_in(char) SET search_path = %I, pg_temp', current_schema());
  EXECUTE 'REVOKE ALL ON FUNCTION muniment_holds_role_in(char) FROM PUBLIC';
END
$$;
