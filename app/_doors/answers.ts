import { flashToken } from "@/lib/identity/flash";
import type { Caller } from "@/lib/operations/caller";
import type { MunimentError } from "@/lib/operations/errors";
import { withParams } from "./paths";
import { t } from "@/lib/texts/text";

const noStore = { "Cache-Control": "no-store" };

/** 303 to a page, whatever the method was before. */
export const seeOther = (path: string): Response => new Response(null, { status: 303, headers: { Location: path, ...noStore } });

/** An error as JSON: stable code, a sentence that says what to do, the fields it concerns, and the request to name when asking for help. */
export function errorJson(error: MunimentError, requestId: string): Response {
  const { fields, retryAfterSeconds } = error.detail;
  return Response.json(
    { code: error.code, message: error.message, ...(fields ? { fields } : {}), requestId },
    { status: error.status, headers: { ...noStore, ...(error.status === 401 ? { "WWW-Authenticate": "Bearer" } : {}), ...(retryAfterSeconds ? { "Retry-After": String(retryAfterSeconds) } : {}) } },
  );
}

export const outputJson = (output: unknown): Response => Response.json(output ?? {}, { headers: noStore });

/** Back to a page with an error to show; where it is a factor that is missing, by way of the page that asks for it. */
export function errorPage(error: MunimentError, caller: Caller, returnTo: string): Response {
  const flash = flashToken({ kind: "error", code: error.code, message: error.message, fields: [...(error.detail.fields ?? [])] });
  if (error.code === "StepUpRequired") {
    // Whoever comes back with a fresh code sees the form that they sent, and had better know that it was not taken.
    const again = flashToken({ kind: "info", code: "again", message: t("You confirmed that it is you. What you were about to do is not done yet: look over it and send it again.") });
    return seeOther(withParams("/step-up", { return: withParams(returnTo, { flash: again }) }));
  }
  if (caller.kind === "anonymous" && error.code === "Unauthenticated") return seeOther(withParams("/sign-in", { return: returnTo, flash }));
  if (error.code === "SecondFactorRequired") return seeOther("/sign-in");
  if (error.code === "EnrollmentRequired") return seeOther("/enrollment");
  return seeOther(withParams(returnTo, { flash }));
}

/** To a page with a confirmation to show. */
export const donePage = (path: string, message: string | null): Response => seeOther(message === null ? path : withParams(path, { flash: flashToken({ kind: "ok", code: "ok", message }) }));
