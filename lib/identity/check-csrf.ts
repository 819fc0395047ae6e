import type { PersonCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { csrfTokenMatches } from "./csrf";
import { t } from "@/lib/texts/text";

/**
 * Whether a form is one of the caller's session as it is now. A form of the time before a role began or ended is refused with that reason: what was meant in
 * a role is never done outside of it, nor the other way round.
 * @throws MunimentError CrossSiteRequest or RoleChanged
 */
export function checkCsrf(caller: Pick<PersonCaller, "sessionId" | "formerSessionId" | "endedRole" | "role">, presented: string | null | undefined): void {
  if (csrfTokenMatches(caller.sessionId, presented)) return;
  if (caller.formerSessionId === null || !csrfTokenMatches(caller.formerSessionId, presented)) throw new MunimentError("CrossSiteRequest");
  if (caller.endedRole) throw new MunimentError("RoleChanged", t("The role {role} has ended, and nothing was changed. You work as yourself again.", { role: caller.endedRole.name }));
  throw new MunimentError("RoleChanged", caller.role ? t("You opened this page before you began to work as {role}. Nothing was changed. Load it again, then repeat it.", { role: caller.role.name }) : undefined);
}
