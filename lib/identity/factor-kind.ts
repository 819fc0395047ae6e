/** What a session was opened or confirmed with, besides or in place of the password. */
export const factorKinds = ["TOTP", "PASSKEY", "RECOVERY_CODE"] as const;
export type FactorKind = (typeof factorKinds)[number];

export type UsedFactor = Readonly<{ kind: Exclude<FactorKind, "PASSKEY">; at: Date; passkeyId?: never } | { kind: "PASSKEY"; at: Date; /** Null when it was removed since. */ passkeyId: string | null }>;

/** The factor of a session, to carry it over into the one that takes its place. */
export function usedFactor(session: { factor: string | null; factorAt: Date | null; passkeyId: string | null }): UsedFactor | null {
  const kind = factorKinds.find((known) => known === session.factor);
  const at = session.factorAt;
  if (!kind || !at) return null;
  return kind === "PASSKEY" ? { kind, at, passkeyId: session.passkeyId } : { kind, at };
}
