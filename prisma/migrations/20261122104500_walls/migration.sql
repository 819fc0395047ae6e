-- Two narrow questions that are answered with the owner's eyes. Row-level security itself and the rights of the application role are made after
-- the migrations, from lib/database/walls.ts: they depend on the name of that role.

-- Whether the person of the scope belongs to an account, wherever it is.
CREATE FUNCTION muniment_is_member(account char) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT EXISTS (SELECT 1 FROM membership WHERE account_id = account AND person_id = nullif(current_setting('muniment.person', true), '')::uuid)
$$;

-- The versions with certain words in their search text: ids alone, which say nothing to whom the version itself is not shown.
CREATE FUNCTION catalogue_matches(query tsquery) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 AS $$
  SELECT id FROM report_version WHERE to_tsvector('simple', search_text) @@ query
$$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['muniment_is_member(char)', 'catalogue_matches(tsquery)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', name, current_schema());
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', name);
  END LOOP;
END
$$;
