import type { Metadata } from "next";
import { SecurityView } from "@/components/identity/security-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { deviceName } from "@/app/_doors/device-name";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm, sessionForm } from "@/app/_doors/session-form";
import { describeSecurity } from "@/lib/identity/describe-security";
import { readFlash } from "@/lib/identity/flash";
import { listSessions } from "@/lib/identity/list-sessions";
import { perform } from "@/lib/operations/perform";

export const metadata: Metadata = { title: "Security" };

const here = "/security";
const passwordFields = new Set(["currentPassword", "newPassword", "repeatPassword"]);

/** The person's own password, factor, recovery codes and sessions. */
export default async function SecurityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const flash = one(params, "flash");
  const caller = await currentCaller();
  const found = await attempt(here, "/security", () => Promise.all([perform(caller, describeSecurity, {}), perform(caller, listSessions, {})]));
  if (!found.ok) return found.page;
  const [security, { sessions }] = found.value;
  const said = readFlash(flash);
  const aboutPassword = said?.fields.some(({ field }) => passwordFields.has(field)) === true;
  const person = caller.kind === "person" ? { name: caller.name, email: caller.email } : { name: "", email: "" };
  return (
    <Frame place="/security" here={here} flash={aboutPassword ? undefined : flash}>
      <SecurityView
        person={person}
        passwordChangedAt={security.passwordChangedAt?.toISOString() ?? null}
        authenticator={
          security.authenticator && {
            confirmedAt: security.authenticator.confirmedAt.toISOString(),
            lastUsedAt: security.authenticator.lastUsedAt?.toISOString() ?? null,
          }
        }
        recoveryCodesLeft={security.recoveryCodesLeft}
        sessions={sessions
          .filter((session) => session.stage === "FULL")
          .map((session) => ({
            id: session.id,
            device: deviceName(session.userAgent),
            address: session.address,
            signedInAt: session.createdAt.toISOString(),
            lastSeenAt: session.lastSeenAt.toISOString(),
            current: session.current,
          }))}
        changePassword={await sessionForm("ChangePassword", { here, done: here, flash: aboutPassword ? flash : undefined, params })}
        replaceAuthenticator={await operationForm("identity:StartTotpEnrollment", here)}
        newRecoveryCodes={await operationForm("identity:CreateRecoveryCodes", here)}
        revokeSession={await operationForm("identity:RevokeSession", here)}
        revokeOthers={await operationForm("identity:RevokeOtherSessions", here)}
      />
    </Frame>
  );
}
