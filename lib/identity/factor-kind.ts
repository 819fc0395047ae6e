/** What a session was opened or confirmed with, besides or in place of the password. */
export const factorKinds = ["TOTP", "PASSKEY", "RECOVERY_CODE"] as const;
export type FactorKind = (typeof factorKinds)[number];

export type UsedFactor = Readonly<{ kind: FactorKind; at: Date }>;

/** The factor of a session, to carry it over into the one that takes its place. */
export function usedFactor(session: { factor: string | null; factorAt: Date | null }): UsedFactor | null {
  const kind = factorKinds.find((known) => known === session.factor);
  return kind && session.factorAt ? { kind, at: session.factorAt } : null;
}
