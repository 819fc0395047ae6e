/** The operations by which people sign in, in one step or in two; searches know all of them together as `sign-ins`. */
export const signInOperations = ["identity:SignIn", "identity:SignInWithPasskey", "identity:VerifyTotp", "identity:VerifyPasskey", "identity:UseRecoveryCode"] as const;

/** The first factor that a person sets up ends their sign-in as well. */
export const enrollmentOperations = ["identity:ConfirmTotpEnrollment", "identity:RegisterPasskey"] as const;

export const allSignIns = "sign-ins";
