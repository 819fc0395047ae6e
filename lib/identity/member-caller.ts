import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { isMember, originOf, type MemberCaller } from "@/lib/operations/caller";
import { relyingPartyId } from "./relying-party";
import { personCaller, personColumns, personJoins, type PersonRow } from "./session";

const nobody = "00000000-0000-0000-0000-000000000000";

const query = { name: "caller-of-member", text: `SELECT ${personColumns} FROM (SELECT $1::uuid AS person_id, $3::bpchar AS account_id) s ${personJoins}` };

/**
 * A member of an account as they are now, to decide what the portal may tell them while they are not there. No factor, no address: policies that ask for one
 * hide what they would hide from a session without. Null for who is no member any more, or works in nothing that is open.
 */
export function memberCaller(personId: string, accountId: string): Promise<MemberCaller | null> {
  return asSystem("who a member is, to tell them something", async () => {
    const { rows } = await rawPool().query<PersonRow>({ ...query, values: [personId, relyingPartyId(), accountId] });
    const row = rows[0];
    if (!row) return null;
    // Whoever must set up a passkey before anything else sees nothing before.
    const stage = row.passkey_required && !row.passkey_held ? "ENROLLMENT" : "FULL";
    const caller = await personCaller(row, { sessionId: nobody, stage, factor: null, factorAt: null, passkeyId: null }, originOf({ address: "local" }));
    return isMember(caller) ? caller : null;
  });
}
