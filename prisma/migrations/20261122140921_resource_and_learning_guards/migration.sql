-- What Prisma's schema cannot express: published texts and certificates that never change, states that fit together, and the indexes of words.

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['resource_revision', 'learning_certificate'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_append_only');
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_no_truncate');
  END LOOP;
END
$$;

ALTER TABLE resource ADD CONSTRAINT resource_published CHECK ((state = 'DRAFT') = (revision IS NULL) AND (revision IS NULL) = (published_at IS NULL));
ALTER TABLE resource_revision ADD CONSTRAINT resource_revision_numbers CHECK (revision >= 1);
ALTER TABLE resource_draft ADD CONSTRAINT resource_draft_saves CHECK (save >= 1);
ALTER TABLE learning_result ADD CONSTRAINT learning_result_counts CHECK (attempts >= 1 AND total >= 1 AND "right" BETWEEN 0 AND total AND cardinality(answers) = total);
ALTER TABLE learning_certificate ADD CONSTRAINT learning_certificate_document CHECK (octet_length(sha256) = 32 AND bytes > 0);

CREATE INDEX resource_words ON resource USING gin (to_tsvector('simple', search_text));
CREATE INDEX resource_programs ON resource USING gin (programs);

-- The resources with certain words in their search text: ids alone, which say nothing to whom the resource itself is not shown.
CREATE FUNCTION resources_matching(query tsquery) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 AS $$
  SELECT id FROM resource WHERE to_tsvector('simple', search_text) @@ query
$$;

-- A name or an address as it is searched: without accents, in small letters, the parts of an address apart.
CREATE FUNCTION muniment_folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(normalize(translate(words, '@._+-', '     '), NFKD), '[\u0300-\u036f]', '', 'g'))
$$;

CREATE INDEX person_words ON person USING gin (to_tsvector('simple', muniment_folded(name || ' ' || email)));

-- The first people, by name, whose names or addresses have certain words: of one account where it is given, and never of more than the scope's own
-- organization, but for staff. Ids alone, which say nothing to whom the person is not shown.
CREATE FUNCTION people_matching(query tsquery, of_account char, most int) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 AS $$
  SELECT p.id FROM person p WHERE to_tsvector('simple', muniment_folded(p.name || ' ' || p.email)) @@ query
    AND EXISTS (SELECT 1 FROM membership m JOIN account_placement a ON a.account_id = m.account_id AND a.to_at IS NULL
      WHERE m.person_id = p.id AND (of_account IS NULL OR m.account_id = of_account)
        AND (current_setting('muniment.scope', true) IN ('system', 'staff') OR a.organization_id = nullif(current_setting('muniment.organization', true), '')::uuid))
  ORDER BY p.name, p.id LIMIT most
$$;

-- Some of the newest versions of series with certain words in their search text, `most` of them: whether a search has few answers or many.
CREATE FUNCTION latest_matching(query tsquery, most int) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 300 AS $$
  SELECT id FROM report_version WHERE is_latest AND state = 'PUBLISHED' AND to_tsvector('simple', search_text) @@ query LIMIT most
$$;

DO $$
DECLARE
  name text;
BEGIN
  EXECUTE format('ALTER FUNCTION muniment_folded(text) SET search_path = %I, pg_temp', current_schema());
  FOREACH name IN ARRAY ARRAY['resources_matching(tsquery)', 'people_matching(tsquery, char, int)', 'latest_matching(tsquery, int)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', name, current_schema());
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', name);
  END LOOP;
END
$$;
