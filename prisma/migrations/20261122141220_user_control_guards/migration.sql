-- What Prisma's schema cannot express.

ALTER TABLE user_control
  ADD CONSTRAINT user_control_position CHECK (position >= 0),
  ADD CONSTRAINT user_control_text CHECK (length(text) BETWEEN 1 AND 2000),
  ADD CONSTRAINT user_control_code CHECK (code IS NULL OR length(code) BETWEEN 1 AND 24);
ALTER TABLE user_control_list ADD CONSTRAINT user_control_list_revision CHECK (revision >= 1);
-- Whoever decided is named, and an open control names nobody.
ALTER TABLE user_control_check ADD CONSTRAINT user_control_check_decided CHECK ((state = 'OPEN') = (decided_at IS NULL) AND (state = 'OPEN') = (decided_by IS NULL));
ALTER TABLE user_control_comment ADD CONSTRAINT user_control_comment_text CHECK (length(text) BETWEEN 1 AND 2000);

-- A control may leave its list and be reworded; it never moves to another, and what was noted about it is not removed.
CREATE FUNCTION refuse_control_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.series_id <> OLD.series_id OR NEW.version <> OLD.version OR NEW.created_at <> OLD.created_at
    OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at) THEN
    RAISE EXCEPTION 'a control stays on the list that it was written for' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER user_control_stays BEFORE UPDATE ON user_control FOR EACH ROW EXECUTE FUNCTION refuse_control_move();
CREATE TRIGGER user_control_kept BEFORE DELETE ON user_control FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER user_control_check_kept BEFORE DELETE ON user_control_check FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER user_control_comment_kept BEFORE UPDATE OR DELETE ON user_control_comment FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE user_control ENABLE ALWAYS TRIGGER user_control_stays;
ALTER TABLE user_control ENABLE ALWAYS TRIGGER user_control_kept;
ALTER TABLE user_control_check ENABLE ALWAYS TRIGGER user_control_check_kept;
ALTER TABLE user_control_comment ENABLE ALWAYS TRIGGER user_control_comment_kept;
