-- What the operator's staff do about an organization often names an account, a unit, a policy or an agreement of it alone: a hold on the organization keeps that as
-- well. Of an account also what was done before it came or after it left: a hold keeps too much rather than too little.
CREATE FUNCTION resource_is_of(resource text, organization uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN resource ~ '^account/[0-9]{12}$' THEN EXISTS (SELECT FROM account_placement p WHERE p.account_id = substring(resource FROM 9)::bpchar AND p.organization_id = organization)
    WHEN resource ~ '^customer-agreement/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN EXISTS (
      SELECT FROM customer_agreement c WHERE c.id = substring(resource FROM 20)::uuid
        AND (c.organization_id = organization OR EXISTS (SELECT FROM account_placement p WHERE p.account_id = c.account_id AND p.organization_id = organization)))
    WHEN resource ~ '^unit/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN EXISTS (SELECT FROM organizational_unit u WHERE u.id = substring(resource FROM 6)::uuid AND u.organization_id = organization)
    WHEN resource ~ '^policy/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN EXISTS (SELECT FROM policy p WHERE p.id = substring(resource FROM 8)::uuid AND p.organization_id = organization)
    ELSE resource = 'organization/' || organization
  END
$$;

CREATE OR REPLACE FUNCTION event_is_held(organization uuid, person uuid, resources text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM legal_hold h WHERE h.ended_at IS NULL AND CASE h.covers
      WHEN 'EVERYTHING' THEN true
      WHEN 'ORGANIZATION' THEN organization = h.subject::uuid OR EXISTS (SELECT FROM unnest(resources) r WHERE resource_is_of(r, h.subject::uuid))
      WHEN 'PERSON' THEN person = h.subject::uuid OR 'person/' || h.subject = ANY (resources)
      WHEN 'REPORT' THEN EXISTS (SELECT FROM unnest(resources) r WHERE r = 'report/' || h.subject OR starts_with(r, 'report/' || h.subject || ':'))
    END)
$$;
