import { cookies } from "next/headers";
import NextAuth from "next-auth";
import { config } from "@/lib/config/config";
import { authOptions, sessionOperations, type Attempt } from "@/lib/identity/auth-options";
import { checkCsrf } from "@/lib/identity/check-csrf";
import { sessionCookie } from "@/lib/identity/session";
import { asMunimentError, MunimentError } from "@/lib/operations/errors";
import { chosenLocale } from "@/lib/texts/locale";
import { errorPage, seeOther } from "@/app/_doors/answers";
import { currentCaller, currentOrigin } from "@/app/_doors/caller";
import { localeCookie } from "@/app/_doors/locale-cookie";
import { safePath, withParams } from "@/app/_doors/paths";
import { isSameOrigin } from "@/app/_doors/same-origin";

type Context = { params: Promise<{ nextauth: string[] }> };
type Handler = (request: Request, context: Context) => Promise<Response>;

const notFound = () => new Response(null, { status: 404 });

async function nextAuth(request: Request, context: Context, attempt: Attempt): Promise<Response> {
  const handler = NextAuth(authOptions(await currentOrigin(), (await cookies()).get(sessionCookie)?.value, attempt)) as Handler;
  return handler(request, context);
}

/** `GET /api/auth/signin?callbackUrl=/page`: next-auth sets its CSRF cookie, and the page that needs it follows. */
export async function GET(request: Request, context: Context): Promise<Response> {
  if ((await context.params).nextauth.join("/") !== "signin") return notFound();
  const answer = await nextAuth(request, context, { failure: null });
  const headers = new Headers(answer.headers);
  headers.set("Location", withParams(safePath(new URL(request.url).searchParams.get("callbackUrl"), "/sign-in"), { cookie: "set" }));
  headers.set("Cache-Control", "no-store");
  return new Response(null, { status: 303, headers });
}

/** `POST /api/auth/callback/<Operation>`: the operations that give a session, each a credentials provider. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const [action, provider, ...rest] = (await context.params).nextauth;
  if (action !== "callback" || provider === undefined || rest.length > 0 || !Object.hasOwn(sessionOperations, provider)) return notFound();
  const caller = await currentCaller();
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  const form = new URLSearchParams(type === "application/x-www-form-urlencoded" ? await request.clone().text() : "");
  const returnTo = safePath(form.get("return"), "/sign-in");
  const refused = (error: MunimentError): Response => errorPage(error, caller, returnTo);
  if (type !== "application/x-www-form-urlencoded") return refused(new MunimentError("UnsupportedMediaType"));
  if (!isSameOrigin(request.headers)) return refused(new MunimentError("CrossSiteRequest"));
  try {
    // next-auth's own token is not bound to the session: where there is one, its own token counts as well.
    if (caller.kind === "person") checkCsrf(caller, form.get("csrf"));
  } catch (thrown) {
    return refused(asMunimentError(thrown));
  }
  const attempt: Attempt = { failure: null };
  const answer = await nextAuth(request, context, attempt);
  if (attempt.failure) return refused(attempt.failure);
  const issued = answer.headers.getSetCookie().some((cookie) => cookie.startsWith(`${sessionCookie}=`));
  if (!issued) {
    const again = refused(new MunimentError("CrossSiteRequest"));
    // A browser whose cookie is of another master key has got a new one here: with it, the next attempt is taken.
    for (const cookie of answer.headers.getSetCookie()) again.headers.append("Set-Cookie", cookie);
    return again;
  }
  const location = answer.headers.get("Location") ?? "/";
  const path = location.startsWith(config().baseUrl) ? location.slice(config().baseUrl.length) : location;
  const response = seeOther(safePath(path));
  for (const cookie of answer.headers.getSetCookie()) response.headers.append("Set-Cookie", cookie);
  // What was chosen in this browser holds in it; in one where nobody chose, what the person chose elsewhere.
  if (attempt.locale && chosenLocale(request.headers.get("cookie") ?? undefined) === undefined) response.headers.append("Set-Cookie", localeCookie(attempt.locale));
  return response;
}
