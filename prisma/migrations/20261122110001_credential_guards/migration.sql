-- What Prisma's schema cannot express: keys end with the membership, counters never go back, and the index of what people last used.

ALTER TABLE passkey ADD CONSTRAINT passkey_shape CHECK (counter >= 0 AND octet_length(credential_id) BETWEEN 1 AND 1023 AND name <> '');
ALTER TABLE passkey_challenge
  ADD CONSTRAINT passkey_challenge_bound CHECK ((session_id IS NULL) <> (attempt IS NULL)),
  ADD CONSTRAINT passkey_challenge_purpose CHECK (purpose IN ('REGISTER', 'VERIFY', 'SIGN_IN'));
ALTER TABLE access_key
  ADD CONSTRAINT access_key_shape CHECK (public_id ~ '^[0-9a-z]{16}$' AND octet_length(secret_hash) = 32),
  ADD CONSTRAINT access_key_overlap CHECK ((previous_hash IS NULL) = (previous_until IS NULL));

-- A copy of a passkey that signs later than the original must not be able to turn its counter back.
CREATE FUNCTION refuse_counter_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.counter < OLD.counter OR NEW.credential_id <> OLD.credential_id OR NEW.public_key <> OLD.public_key OR NEW.person_id <> OLD.person_id THEN
    RAISE EXCEPTION 'the key of a passkey is never changed, and its counter never goes back' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER passkey_counter_forward BEFORE UPDATE ON passkey FOR EACH ROW EXECUTE FUNCTION refuse_counter_back();
ALTER TABLE passkey ENABLE ALWAYS TRIGGER passkey_counter_forward;

-- Whichever door ends a membership: its keys are dead, also if the person joins again.
CREATE FUNCTION end_keys_of_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE access_key SET revoked_at = clock_timestamp() WHERE person_id = OLD.person_id AND account_id = OLD.account_id AND revoked_at IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER membership_ends_keys AFTER DELETE ON membership FOR EACH ROW EXECUTE FUNCTION end_keys_of_membership();
ALTER TABLE membership ENABLE ALWAYS TRIGGER membership_ends_keys;

-- When a member last used a permission is one look into this index, however long the trail is.
CREATE INDEX audit_event_last_use ON audit_event (person_id, account_id, operation, at DESC) WHERE outcome = 'Success';

UPDATE person SET last_sign_in_at = (SELECT max(created_at) FROM session WHERE session.person_id = person.id AND stage = 'FULL');
