-- What Prisma's schema cannot express: which events retention may remove, and that nothing else removes any.

-- What kind of event it is, for how long it is kept. `trail` is what tells about the trail itself: it is kept for ever.
CREATE FUNCTION event_class(operation text, browsing boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN operation IN ('audit:PruneEvents', 'audit:UpdateRetention', 'audit:PlaceHold', 'audit:ReleaseHold', 'audit:EraseFields', 'audit:RotateLogKey', 'audit:AddWitness', 'audit:RemoveWitness', 'audit:AddWitnessedLog', 'audit:RemoveWitnessedLog', 'audit:RecordFork', 'backup:TakeBackup', 'backup:RecordRestore') THEN 'trail'
    WHEN operation IN ('reports:AcceptTerms', 'reports:GetReport', 'reports:ViewReport', 'reports:CompleteDownload', 'packets:GetPacket', 'agreements:GetAgreement', 'agreements:GetAgreementText',
      'agreements:GetCertificate', 'agreements:PrepareAcceptance', 'agreements:WithdrawPreparation', 'agreements:AcceptAgreement', 'agreements:RecordOfflineAgreement', 'agreements:EndAgreement') THEN 'evidence'
    WHEN browsing THEN 'reads'
    WHEN operation IN ('identity:SignIn', 'identity:SignInWithPasskey', 'identity:StartPasskeySignIn', 'identity:StartPasskeyVerification', 'identity:VerifyPasskey', 'identity:VerifyTotp', 'identity:UseRecoveryCode',
      'identity:SignOut') THEN 'sign-ins'
    ELSE 'changes'
  END
$$;

-- Days below which nobody can set the time of a class; null for what is no class.
CREATE FUNCTION retention_minimum(class text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE class WHEN 'reads' THEN 90 WHEN 'sign-ins' THEN 365 WHEN 'changes' THEN 1095 WHEN 'evidence' THEN 2190 END
$$;

ALTER TABLE retention_rule ADD CONSTRAINT retention_rule_minimum CHECK (retention_minimum(class) IS NOT NULL AND (days IS NULL OR days >= retention_minimum(class)) AND counts_from >= set_at);
ALTER TABLE legal_hold
  ADD CONSTRAINT legal_hold_covers CHECK (covers IN ('EVERYTHING', 'ORGANIZATION', 'PERSON', 'REPORT') AND (covers = 'EVERYTHING') = (subject = '')),
  ADD CONSTRAINT legal_hold_reasons CHECK (reason <> '' AND (ended_at IS NULL) = (end_reason = ''));
CREATE INDEX legal_hold_standing ON legal_hold (placed_at) WHERE ended_at IS NULL;

-- A hold is never removed, and the one change of it is its end.
CREATE FUNCTION refuse_hold_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ending CONSTANT text[] := ARRAY['ended_at', 'ended_by', 'ended_by_name', 'end_reason'];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND (to_jsonb(NEW) - ending) = (to_jsonb(OLD) - ending) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER retention_rule_append_only BEFORE UPDATE OR DELETE ON retention_rule FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER retention_rule_no_truncate BEFORE TRUNCATE ON retention_rule FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER legal_hold_append_only BEFORE UPDATE OR DELETE ON legal_hold FOR EACH ROW EXECUTE FUNCTION refuse_hold_change();
CREATE TRIGGER legal_hold_no_truncate BEFORE TRUNCATE ON legal_hold FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE retention_rule ENABLE ALWAYS TRIGGER retention_rule_append_only, ENABLE ALWAYS TRIGGER retention_rule_no_truncate;
ALTER TABLE legal_hold ENABLE ALWAYS TRIGGER legal_hold_append_only, ENABLE ALWAYS TRIGGER legal_hold_no_truncate;

-- Before when events of a class may go, by the clock of the database; null while they are kept for ever.
CREATE FUNCTION retention_cutoff(event_class text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN r.days IS NOT NULL THEN now() - greatest(r.days, retention_minimum(event_class)) * interval '1 day' END
  FROM retention_rule r WHERE r.class = event_class AND r.counts_from <= now() ORDER BY r.set_at DESC, r.id DESC LIMIT 1
$$;

CREATE FUNCTION event_is_held(organization uuid, person uuid, resources text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM legal_hold h WHERE h.ended_at IS NULL AND CASE h.covers
      WHEN 'EVERYTHING' THEN true
      WHEN 'ORGANIZATION' THEN organization = h.subject::uuid OR 'organization/' || h.subject = ANY (resources)
      WHEN 'PERSON' THEN person = h.subject::uuid OR 'person/' || h.subject = ANY (resources)
      WHEN 'REPORT' THEN EXISTS (SELECT FROM unnest(resources) r WHERE r = 'report/' || h.subject OR starts_with(r, 'report/' || h.subject || ':'))
    END)
$$;

-- The rows of `audit_event`: nothing of them changes but fields that are erased on the record, and they go when their time is over, nothing holds them, and a signed checkpoint covers their leaf.
CREATE OR REPLACE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
  -- Holds and rules are shown to this scope alone: in any other they would seem not to be there.
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

-- At the end of the transaction: what was removed must be named by an event that the same transaction wrote.
CREATE FUNCTION require_pruning_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_event e
    WHERE e.xid = pg_current_xact_id() AND e.operation = 'audit:PruneEvents' AND e.outcome = 'Success'
      AND EXISTS (
        SELECT FROM log_leaf l, jsonb_array_elements_text(e.parameters->'entries') entries
        WHERE l.event_id = OLD.id AND l.idx BETWEEN split_part(entries, '-', 1)::bigint AND split_part(entries, '-', 2)::bigint))
  THEN
    RAISE EXCEPTION 'events are removed by retention alone, on the record' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER audit_event_removal_recorded AFTER DELETE ON audit_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_pruning_event();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_removal_recorded;

-- The one removal of events, made with the owner's rights: the application's role has none. What may go is the triggers' to decide.
CREATE FUNCTION remove_events(events uuid[]) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$
  WITH gone AS (DELETE FROM audit_event WHERE id = ANY (events) RETURNING 1) SELECT count(*) FROM gone
$$;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION remove_events(uuid[]) SET search_path = %I, pg_temp', current_schema());
  REVOKE ALL ON FUNCTION remove_events(uuid[]) FROM PUBLIC;
END
$$;
