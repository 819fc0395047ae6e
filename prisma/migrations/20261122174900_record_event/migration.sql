-- Every operation writes its event with this. What it inserts is planned once in each connection, walls and indexes included: planned each time, the event cost more than the operation.
-- It runs with the rights of whoever calls it, and the row-level security of events holds for it as for any insert. Transaction, number and salts are not the caller's to give.
CREATE FUNCTION record_event(
  id uuid, at timestamptz, operation text, outcome text, browsing boolean, actor_kind text, person_id uuid, person_name text, person_email text, account_id char(12), organization_id uuid,
  session_id uuid, role_id uuid, role_name text, factor text, factor_age int, address text, user_agent text, request_id uuid, correlation_id uuid, resources text[], parameters jsonb
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_id, person_name, person_email, account_id, organization_id,
    session_id, role_id, role_name, factor, factor_age, address, user_agent, request_id, correlation_id, resources, parameters)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22);
END
$$;
