-- What Prisma's schema cannot express: append-only events, immutable versions, the search index, the catalogue's partial indexes.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only;
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_no_truncate;

CREATE TRIGGER terms_revision_append_only BEFORE UPDATE OR DELETE ON terms_revision FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE terms_revision ENABLE ALWAYS TRIGGER terms_revision_append_only;

-- Of a published version only its place in the catalogue may change, never what was published.
CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'state' - 'is_latest' - 'audience') IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'is_latest' - 'audience') THEN
    RAISE EXCEPTION 'a published version is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER report_version_immutable BEFORE UPDATE ON report_version FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
CREATE TRIGGER report_version_kept BEFORE DELETE ON report_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE report_version ENABLE ALWAYS TRIGGER report_version_immutable;
ALTER TABLE report_version ENABLE ALWAYS TRIGGER report_version_kept;

ALTER TABLE report_version
  ADD CONSTRAINT report_version_period CHECK ((period_start IS NULL) = (period_end IS NULL) AND period_start <= period_end),
  ADD CONSTRAINT report_version_bridge CHECK ((kind = 'BRIDGE_LETTER') = (extends_version IS NOT NULL)),
  ADD CONSTRAINT report_version_sizes CHECK (version >= 1 AND pages >= 1 AND original_bytes > 0);
ALTER TABLE report_series ADD CONSTRAINT report_series_id_shape CHECK (id ~ '^report-[A-Za-z0-9]{16}$');
ALTER TABLE account ADD CONSTRAINT account_id_shape CHECK (id ~ '^[0-9]{12}$');
ALTER TABLE person ADD CONSTRAINT person_email_lower CHECK (email = lower(email));
ALTER TABLE ticket ADD CONSTRAINT ticket_times CHECK (expires_at >= issued_at);

CREATE INDEX report_version_search ON report_version USING gin (to_tsvector('simple', search_text));
CREATE INDEX report_version_latest_newest ON report_version (published_at DESC, id DESC) WHERE state = 'PUBLISHED' AND is_latest;
CREATE INDEX report_version_newest ON report_version (published_at DESC, id DESC) WHERE state = 'PUBLISHED';
CREATE INDEX report_version_latest_title ON report_version (title, id) WHERE state = 'PUBLISHED' AND is_latest;
CREATE INDEX report_version_latest_period ON report_version (COALESCE(period_end, '0001-01-01'::date) DESC, id DESC) WHERE state = 'PUBLISHED' AND is_latest;

-- The name is unique among siblings at the root too, where parent_id is null.
CREATE UNIQUE INDEX organizational_unit_root_name ON organizational_unit (organization_id, name) WHERE parent_id IS NULL;
CREATE UNIQUE INDEX organization_one_operator ON organization (kind) WHERE kind = 'OPERATOR';
CREATE UNIQUE INDEX account_one_management ON account (organization_id) WHERE management;

-- The trail's default view: what matters, without browsing.
CREATE INDEX audit_event_matters ON audit_event (at DESC, id DESC) WHERE NOT browsing;
CREATE INDEX audit_event_matters_organization ON audit_event (organization_id, at DESC, id DESC) WHERE NOT browsing;

INSERT INTO catalogue_state (id, revision) VALUES (1, 0);
