-- What is kept of coverage is as of the revision of access: a new account raises it, as every other change of accounts and agreements does.
CREATE TRIGGER account_founded_raises AFTER INSERT ON account FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
