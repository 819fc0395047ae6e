-- The portal's role writes events of the present alone: one of years ago would be due for removal at once, and one of next year would be in nobody's list.
-- What else decides how an event is taken into the log (transaction, number, salts) the role cannot set at all: it has no right to those columns (lib/database/walls.ts).

-- Whoever may call this may write events of any time. The owner of the tables may; the portal's role only where the owner says so: for the demo, which writes a past (lib/database/event-clock.ts).
CREATE FUNCTION event_time_is_free() RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
REVOKE ALL ON FUNCTION event_time_is_free() FROM PUBLIC;

CREATE FUNCTION refuse_event_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF has_function_privilege(current_user, 'event_time_is_free()', 'EXECUTE') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an event of % is not of this moment, which is % by the clock of the database', NEW.at, clock_timestamp() USING ERRCODE = 'restrict_violation';
END
$$;

-- The condition is asked of every event, the function only where it does not hold.
CREATE TRIGGER audit_event_time BEFORE INSERT ON audit_event FOR EACH ROW
  WHEN (NEW.at NOT BETWEEN clock_timestamp() - interval '10 minutes' AND clock_timestamp() + interval '10 minutes') EXECUTE FUNCTION refuse_event_time();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_time;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION refuse_event_time() SET search_path = %I, pg_temp', current_schema());
END
$$;
