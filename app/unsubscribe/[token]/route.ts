import { errorJson, seeOther } from "@/app/_doors/answers";
import { currentOrigin } from "@/app/_doors/caller";
import { useUnsubscribeLink } from "@/lib/notifications/subscriptions/unsubscribe-link";
import type { Caller } from "@/lib/operations/caller";
import { asMunimentError, MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

type Context = { params: Promise<{ token: string }> };

/** The address in a message's `List-Unsubscribe`, followed by a person: the page that asks. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return seeOther(`/notifications/unsubscribe/${encodeURIComponent((await params).token)}`);
}

/**
 * The same address, posted to by a mail service on behalf of its reader (RFC 8058): ends the subscription at once. Nobody is signed in there, and what a browser
 * would send along does not count: the link alone says which.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const anonymous: Caller = { kind: "anonymous", ...(await currentOrigin()) };
  try {
    const body = (await request.text()).slice(0, 10_000);
    if (!body.includes("List-Unsubscribe=One-Click") && !/name="List-Unsubscribe"\s+One-Click/.test(body)) throw new MunimentError("ValidationException", t("Post List-Unsubscribe=One-Click, or open this address in a browser."));
    await perform(anonymous, useUnsubscribeLink, { link: (await params).token });
    return new Response("Unsubscribed.\n", { headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });
  } catch (thrown) {
    return errorJson(asMunimentError(thrown), anonymous.requestId);
  }
}
