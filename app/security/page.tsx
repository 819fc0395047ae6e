import type { Metadata } from "next";
import { headers } from "next/headers";
import type { z } from "zod";
import type { AccessKeyRow } from "@/components/identity/access-keys-section";
import { SecurityView } from "@/components/identity/security-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { deviceName } from "@/app/_doors/device-name";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm, sessionForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { createAccessKey } from "@/lib/identity/create-access-key";
import { describeSecurity } from "@/lib/identity/describe-security";
import { readFlash } from "@/lib/identity/flash";
import { listAccessKeys } from "@/lib/identity/list-access-keys";
import { listSessions } from "@/lib/identity/list-sessions";
import { findRelyingParty } from "@/lib/identity/relying-party";
import { now } from "@/lib/operations/clock";
import { errorTable } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Security") });

const here = "/security";
const passwordFields = new Set(["currentPassword", "newPassword", "repeatPassword"]);

/** The person's own password, factor, recovery codes and sessions. */
export default async function SecurityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const flash = one(params, "flash");
  const caller = await currentCaller();
  const found = await attempt(here, "/security", () => Promise.all([perform(caller, describeSecurity, {}), perform(caller, listSessions, {}), perform(caller, listAccessKeys, {})]));
  if (!found.ok) return found.page;
  const [security, { sessions }, { accessKeys }] = found.value;
  const said = readFlash(flash);
  const aboutPassword = said?.fields.some(({ field }) => passwordFields.has(field)) === true;
  const available = findRelyingParty() !== null;
  const usable = security.passkeys.some(({ elsewhere }) => !elsewhere);
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
        passkeys={{
          passkeys: security.passkeys.map(({ createdAt, lastUsedAt, ...passkey }) => ({ ...passkey, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null })),
          add: available ? await sessionForm("RegisterPasskey", { here, done: here, params }) : null,
          problem: available ? null : t(errorTable.PasskeysUnavailable.advice),
          deviceName: deviceName((await headers()).get("user-agent") ?? ""),
          rename: await operationForm("identity:RenamePasskey", here),
          remove: await operationForm("identity:RemovePasskey", here),
          removable: security.authenticator !== null && !security.passkeyRequired,
        }}
        accessKeys={{
          keys: accessKeys.map((key) => keyRow(key, now())),
          create: may(caller, createAccessKey) ? await operationForm("identity:CreateAccessKey", here) : null,
          accountName: caller.kind === "person" ? (caller.account?.name ?? "") : "",
          rotate: await operationForm("identity:RotateAccessKey", here),
          revoke: await operationForm("identity:RevokeAccessKey", here),
        }}
        removeAuthenticator={usable ? await operationForm("identity:RemoveAuthenticator", here) : null}
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

type ListedKey = z.output<typeof listAccessKeys.output>["accessKeys"][number];

function keyRow({ id, start, name, account, createdAt, rotatedAt, expiresAt, previousUntil, revokedAt, lastUsedAt, lastUsedAddress }: ListedKey, at: Date): AccessKeyRow {
  return {
    id,
    start,
    name,
    accountName: account.name,
    organizationName: account.organizationName,
    state: revokedAt !== null ? "revoked" : expiresAt !== null && expiresAt <= at ? "expired" : "works",
    createdAt: createdAt.toISOString(),
    rotatedAt: rotatedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    previousUntil: previousUntil !== null && previousUntil > at ? previousUntil.toISOString() : null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    lastUsedAddress,
  };
}
