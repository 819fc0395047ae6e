-- The record of an ending is made once and never changed.
CREATE TRIGGER agreement_ending_append_only BEFORE UPDATE OR DELETE ON agreement_ending FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreement_ending_no_truncate BEFORE TRUNCATE ON agreement_ending FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE agreement_ending ENABLE ALWAYS TRIGGER agreement_ending_append_only;
ALTER TABLE agreement_ending ENABLE ALWAYS TRIGGER agreement_ending_no_truncate;
ALTER TABLE agreement_ending ADD CONSTRAINT agreement_ending_event CHECK (event IN ('terminated', 'superseded'));
