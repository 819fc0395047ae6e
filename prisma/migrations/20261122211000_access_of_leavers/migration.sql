-- Who leaves an account takes nothing along, whoever takes them out and whatever the wall shows to whom: a request bears the organization that the account
-- belonged to when it was made. The scope is raised for these three statements alone; FORCE ROW LEVEL SECURITY would hold back an owner as well.
CREATE OR REPLACE FUNCTION end_access_of_leaver() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  scope text := COALESCE(current_setting('muniment.scope', true), '');
BEGIN
  PERFORM set_config('muniment.scope', 'system', true);
  UPDATE access_request SET ended_at = now() WHERE person_id = OLD.person_id AND account_id = OLD.account_id AND state = 'APPROVED' AND ended_at IS NULL;
  UPDATE access_request SET state = 'WITHDRAWN' WHERE person_id = OLD.person_id AND account_id = OLD.account_id AND state = 'OPEN';
  UPDATE role_grant g SET ended_at = now() FROM role r, account a, account left_account
    WHERE g.person_id = OLD.person_id AND g.ended_at IS NULL AND g.until_at > now()
      AND r.id = g.role_id AND a.id = r.account_id AND left_account.id = OLD.account_id AND a.organization_id = left_account.organization_id
      AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.grant_id = g.id)
      AND NOT EXISTS (SELECT 1 FROM membership m JOIN account ma ON ma.id = m.account_id WHERE m.person_id = OLD.person_id AND ma.organization_id = a.organization_id);
  PERFORM set_config('muniment.scope', scope, true);
  RETURN NULL;
END
$$;

-- What was given in accounts that changed their organization before this ended with the change.
UPDATE access_request q SET ended_at = now() FROM account a WHERE a.id = q.account_id AND a.organization_id <> q.organization_id AND q.state = 'APPROVED' AND q.ended_at IS NULL;
UPDATE access_request q SET state = 'WITHDRAWN' FROM account a WHERE a.id = q.account_id AND a.organization_id <> q.organization_id AND q.state = 'OPEN';
UPDATE role_grant g SET ended_at = now() FROM role r, account_placement p
  WHERE r.id = g.role_id AND p.account_id = r.account_id AND p.to_at IS NULL AND g.created_at < p.from_at AND g.ended_at IS NULL AND g.until_at > now()
    AND EXISTS (SELECT 1 FROM account_placement b WHERE b.account_id = r.account_id AND b.to_at <= p.from_at);
UPDATE invitation i SET revoked_at = now() FROM account_placement p
  WHERE p.account_id = i.account_id AND p.to_at IS NULL AND i.created_at < p.from_at AND i.accepted_at IS NULL AND i.revoked_at IS NULL
    AND EXISTS (SELECT 1 FROM account_placement b WHERE b.account_id = i.account_id AND b.to_at <= p.from_at);
DELETE FROM policy_attachment t USING role r, account a, policy p, organization o
  WHERE t.role_id = r.id AND a.id = r.account_id AND p.id = t.policy_id AND o.id = p.organization_id AND o.kind = 'CUSTOMER' AND p.organization_id <> a.organization_id;
