import type { PersonCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { csrfTokenMatches } from "./csrf";

/**
 * Whether a form is one of the caller's session as it is now. A form of the time before a role began or ended is refused with that reason: what was meant in
 * a role is never done outside of it, nor the other way round.
 * @throws MunimentError CrossSiteRequest or RoleChanged
 */
export function checkCsrf(caller: Pick<PersonCaller, "sessionId" | "formerSessionId" | "endedRole" | "role">, presented: string | null | undefined): void {
  if (csrfTokenMatches(caller.sessionId, presented)) return;
  if (caller.formerSessionId === null || !csrfTokenMatches(caller.formerSessionId, presented)) throw new MunimentError("CrossSiteRequest");
  if (caller.endedRole) throw new MunimentError("RoleChanged", `The role ${caller.endedRole.name} has ended, and nothing was changed. You work as yourself again.`);
  throw new MunimentError("RoleChanged", caller.role ? `You opened this page before you began to work as ${caller.role.name}. Nothing was changed. Load it again, then repeat it.` : undefined);
}
