import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { assumeRole } from "@/lib/access/roles/assume-role";
import { leaveRole } from "@/lib/access/roles/leave-role";
import { log } from "@/lib/config/log";
import { secretFor } from "@/lib/config/secrets";
import type { Origin } from "@/lib/operations/caller";
import { asMunimentError, type MunimentError } from "@/lib/operations/errors";
import { performUnknown, type ServableOperation } from "@/lib/operations/perform-named";
import type { Locale } from "@/lib/texts/locale";
import { acceptInvitation } from "./accept-invitation";
import { changePassword } from "./change-password";
import { confirmTotpEnrollment } from "./confirm-totp-enrollment";
import { registerPasskey } from "./register-passkey";
import { sessionLocale } from "./person-locale";
import { callerFor, sessionAbsoluteMs, sessionCookie } from "./session";
import { setUpOperator } from "./set-up-operator";
import { signInWithPasskey } from "./sign-in-with-passkey";
import { signIn } from "./sign-in";
import { useRecoveryCode } from "./use-recovery-code";
import { useResetLink } from "./use-reset-link";
import { verifyPasskey } from "./verify-passkey";
import { verifyTotp } from "./verify-totp";

/** The operations that give a session. Each is a credentials provider of next-auth under its own name. */
export const sessionOperations: Readonly<Record<string, ServableOperation>> = {
  SignIn: signIn,
  VerifyTotp: verifyTotp,
  UseRecoveryCode: useRecoveryCode,
  ConfirmTotpEnrollment: confirmTotpEnrollment,
  ChangePassword: changePassword,
  AcceptInvitation: acceptInvitation,
  SetUpOperator: setUpOperator,
  SignInWithPasskey: signInWithPasskey,
  VerifyPasskey: verifyPasskey,
  RegisterPasskey: registerPasskey,
  UseResetLink: useResetLink,
  AssumeRole: assumeRole,
  LeaveRole: leaveRole,
};

const Issued = z.object({ token: z.string(), sessionId: z.string() });

/** What happened to one request's operation: next-auth itself only passes a message on. `locale`: what the person chose who has the session now. */
export type Attempt = { failure: MunimentError | null; locale?: Locale | null };

/**
 * next-auth for one request. Its cookie carries no JSON web token but the opaque token of a session row: `encode` hands out the token that the operation
 * made in its own transaction, `decode` looks it up, so that revocation, idle and absolute limits hold at once (ADR 0003).
 */
export function authOptions(origin: Origin, sessionToken: string | undefined, attempt: Attempt): NextAuthOptions {
  let issued: string | undefined;
  const provider = (id: string, operation: ServableOperation) =>
    CredentialsProvider({
      id,
      name: operation.name,
      credentials: {},
      async authorize(credentials) {
        try {
          const { csrfToken: _nextAuth, callbackUrl: _callback, csrf: _csrf, return: _return, json: _json, ...input } = z.record(z.string(), z.unknown()).parse(credentials);
          const output = Issued.parse(await performUnknown(await callerFor(sessionToken, origin), operation, input));
          issued = output.token;
          attempt.locale = await sessionLocale(output.sessionId);
          return { id: output.sessionId };
        } catch (thrown) {
          attempt.failure = asMunimentError(thrown);
          throw new Error(attempt.failure.code);
        }
      },
    });
  const secure = { httpOnly: true, sameSite: "lax", path: "/", secure: true } as const;
  return {
    secret: secretFor("next-auth").toString("base64url"),
    providers: Object.entries(sessionOperations).map(([id, operation]) => provider(id, operation)),
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/signed-out" },
    session: { strategy: "jwt", maxAge: sessionAbsoluteMs / 1000, updateAge: sessionAbsoluteMs / 1000 },
    cookies: {
      sessionToken: { name: sessionCookie, options: secure },
      csrfToken: { name: csrfCookie, options: secure },
      callbackUrl: { name: "__Host-muniment.callback", options: secure },
    },
    jwt: {
      encode: () => Promise.resolve(issued ?? ""),
      async decode({ token }) {
        const caller = await callerFor(token, origin);
        return caller.kind === "person" ? { sub: caller.personId } : null;
      },
    },
    callbacks: {
      // Only places of this portal, and never another origin.
      redirect: ({ url, baseUrl }) => Promise.resolve(url.startsWith("/") && !url.startsWith("//") ? `${baseUrl}${url}` : url.startsWith(`${baseUrl}/`) ? url : baseUrl),
    },
    logger: {
      error: (code) => {
        if (code !== "JWT_SESSION_ERROR") log.error("next-auth", { code });
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

export const csrfCookie = "__Host-muniment.csrf";

/** The token in next-auth's CSRF cookie (`token|hash`), for the forms that post to it. */
export const csrfTokenOf = (cookie: string | undefined): string | undefined => cookie?.split(/[|%]/)[0];
