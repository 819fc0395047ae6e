import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { IdentityForm } from "@/components/identity/sign-in-view";
import { csrfCookie, csrfTokenOf } from "@/lib/identity/auth-options";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { readFlash } from "@/lib/identity/flash";
import { currentCaller } from "./caller";
import { one, withParams, type SearchParams } from "./paths";
import { msg, t } from "@/lib/texts/text";

type Places = { here: string; done: string; flash?: string | undefined; extra?: Record<string, string>; params: SearchParams };

const cookieRefused = msg("This browser did not keep the portal's cookie, so nobody can sign in with it. Allow cookies for this address and load the page again.");

function said(flash: string | undefined): Pick<IdentityForm, "error" | "errors"> {
  const read = readFlash(flash);
  if (read?.kind !== "error") return { error: null };
  return { error: read.message, errors: Object.fromEntries(read.fields.map(({ field, message }) => [field, message])) };
}

/**
 * A form for an operation that gives a session. Where next-auth's CSRF cookie is missing, the browser is sent by way of next-auth to get it.
 * @param here the page itself, to come back to with an error; `done` where success leads
 */
export async function sessionForm(operation: string, { here, done, flash, extra = {}, params }: Places): Promise<IdentityForm> {
  const token = csrfTokenOf((await cookies()).get(csrfCookie)?.value);
  if (!token && one(params, "cookie") === undefined) redirect(withParams("/api/auth/signin", { callbackUrl: here }));
  if (!token) return { action: "/sign-in", hidden: {}, error: t(cookieRefused) };
  const caller = await currentCaller();
  const bound: Record<string, string> = caller.kind === "person" ? { csrf: csrfTokenFor(caller.sessionId) } : {};
  const hidden = { csrfToken: token, callbackUrl: done, return: withParams(here, { flash: undefined, cookie: undefined }), ...bound, ...extra };
  return { action: `/api/auth/callback/${operation}`, hidden, ...said(flash) };
}

/** A form for any other operation of a person. */
export async function operationForm(operation: string, here: string, flash?: string): Promise<IdentityForm> {
  const caller = await currentCaller();
  const csrf = caller.kind === "person" ? csrfTokenFor(caller.sessionId) : "";
  const [service, name] = operation.split(":");
  return { action: `/api/${service}/${name}`, hidden: { csrf, return: withParams(here, { flash: undefined, cookie: undefined }) }, ...said(flash) };
}
