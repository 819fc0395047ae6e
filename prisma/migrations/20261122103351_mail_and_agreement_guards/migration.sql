-- What Prisma's schema cannot express: the queue's index, preparations that are settled once, and access that follows agreements.

CREATE INDEX message_queue ON message (next_attempt_at) WHERE state = 'QUEUED';
ALTER TABLE message
  ADD CONSTRAINT message_settled CHECK ((state = 'QUEUED') = (settled_at IS NULL)),
  ADD CONSTRAINT message_words CHECK (state = 'SENT' OR body IS NOT NULL OR good_until <= settled_at),
  ADD CONSTRAINT message_attempts CHECK (attempts >= 0);

-- One at a time for each holder; what ran out is taken back by the next one.
CREATE UNIQUE INDEX prepared_acceptance_one_account ON prepared_acceptance (account_id, agreement_id) WHERE state = 'PREPARED' AND account_id IS NOT NULL;
CREATE UNIQUE INDEX prepared_acceptance_one_organization ON prepared_acceptance (organization_id, agreement_id) WHERE state = 'PREPARED' AND account_id IS NULL;
ALTER TABLE prepared_acceptance ADD CONSTRAINT prepared_acceptance_settled CHECK ((state = 'PREPARED') = (settled_at IS NULL) AND expires_at > at);
-- Two people are two people.
ALTER TABLE prepared_acceptance ADD CONSTRAINT prepared_acceptance_two_people CHECK (state <> 'ACCEPTED' OR settled_by <> person_id);

CREATE FUNCTION refuse_preparation_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  settling CONSTANT text[] := ARRAY['state', 'settled_at', 'settled_by'];
BEGIN
  IF OLD.state <> 'PREPARED' OR NEW.state = 'PREPARED' OR (to_jsonb(NEW) - settling) IS DISTINCT FROM (to_jsonb(OLD) - settling) THEN
    RAISE EXCEPTION 'a preparation is never changed, and settled once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER prepared_acceptance_settled_once BEFORE UPDATE ON prepared_acceptance FOR EACH ROW EXECUTE FUNCTION refuse_preparation_change();
CREATE TRIGGER prepared_acceptance_kept BEFORE DELETE ON prepared_acceptance FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE prepared_acceptance ENABLE ALWAYS TRIGGER prepared_acceptance_settled_once;
ALTER TABLE prepared_acceptance ENABLE ALWAYS TRIGGER prepared_acceptance_kept;

-- What policies know of agreements is loaded with them.
CREATE TRIGGER customer_agreement_raises AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON customer_agreement FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
CREATE TRIGGER agreement_revision_raises AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON agreement_revision FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
