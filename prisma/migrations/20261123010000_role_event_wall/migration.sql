-- Whether the account is one of the organization's and holds a role that the person of the scope was granted: asked with the caller's own eyes, walls included.
-- A function and not a condition of the wall itself: PostgreSQL prepares whatever stands in a wall for each statement, also what comes last and is hardly ever asked, and that cost
-- every event a third of its time.
CREATE FUNCTION muniment_role_of_organization(account char, organization uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM account a WHERE a.id = $1 AND a.organization_id = $2) AND muniment_holds_role_in($1);
END
$$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION muniment_role_of_organization(char, uuid) SET search_path = %I, pg_temp', current_schema());
END
$$;
