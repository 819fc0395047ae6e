-- What Prisma's schema cannot express.

-- The management account stands at the top and is never shut: otherwise nobody could run the organization.
ALTER TABLE account
  ADD CONSTRAINT account_management_stands CHECK (NOT management OR (unit_id IS NULL AND suspended_at IS NULL AND closed_at IS NULL)),
  ADD CONSTRAINT account_closed_is_nowhere CHECK (closed_at IS NULL OR unit_id IS NULL);

-- Closed is closed, and what is closed goes nowhere.
CREATE FUNCTION refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL AND (NEW.closed_at IS DISTINCT FROM OLD.closed_at OR NEW.organization_id IS DISTINCT FROM OLD.organization_id OR NEW.unit_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a closed account stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER account_stays_closed BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION refuse_reopening();
ALTER TABLE account ENABLE ALWAYS TRIGGER account_stays_closed;

-- The second wall behind the operations: a unit hangs in a tree of its own organization, five deep at most, and never below itself.
CREATE FUNCTION check_unit_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  up uuid := NEW.parent_id;
  depth int := 1;
  above organizational_unit;
BEGIN
  WHILE up IS NOT NULL LOOP
    SELECT * INTO above FROM organizational_unit WHERE id = up;
    depth := depth + 1;
    IF NOT FOUND OR above.organization_id <> NEW.organization_id OR up = NEW.id OR depth > 5 THEN
      RAISE EXCEPTION 'this unit cannot hang there' USING ERRCODE = 'restrict_violation';
    END IF;
    up := above.parent_id;
  END LOOP;
  RETURN NEW;
END
$$;
CREATE TRIGGER organizational_unit_place BEFORE INSERT OR UPDATE OF parent_id, organization_id ON organizational_unit FOR EACH ROW EXECUTE FUNCTION check_unit_place();

CREATE FUNCTION check_account_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.unit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM organizational_unit WHERE id = NEW.unit_id AND organization_id = NEW.organization_id) THEN
    RAISE EXCEPTION 'this account cannot stand there' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER account_place BEFORE INSERT OR UPDATE OF unit_id, organization_id ON account FOR EACH ROW EXECUTE FUNCTION check_account_place();

-- Whether a unit or one above it is suspended. Every request of a session asks it; what cannot be found counts as suspended.
CREATE FUNCTION unit_suspended(unit uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  up uuid := unit;
  since timestamptz;
BEGIN
  WHILE up IS NOT NULL LOOP
    SELECT suspended_at, parent_id INTO since, up FROM organizational_unit WHERE id = up;
    IF NOT FOUND OR since IS NOT NULL THEN
      RETURN TRUE;
    END IF;
  END LOOP;
  RETURN FALSE;
END
$$;

-- Two invitations at the same time: the second one fails.
CREATE UNIQUE INDEX account_invitation_one_open ON account_invitation (organization_id, account_id) WHERE accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL;
ALTER TABLE account_invitation ADD CONSTRAINT account_invitation_answered_once CHECK (num_nonnulls(accepted_at, declined_at, revoked_at) <= 1);
