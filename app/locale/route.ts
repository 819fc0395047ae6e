import { seeOther } from "@/app/_doors/answers";
import { currentCaller } from "@/app/_doors/caller";
import { localeCookie } from "@/app/_doors/locale-cookie";
import { safePath } from "@/app/_doors/paths";
import { isSameOrigin } from "@/app/_doors/same-origin";
import { checkCsrf } from "@/lib/identity/check-csrf";
import { setLocale } from "@/lib/identity/set-locale";
import { perform } from "@/lib/operations/perform";
import { isLocale, type Locale } from "@/lib/texts/locale";

/** Keeps the choice with whoever is signed in. */
async function keep(locale: Locale, csrf: string | null): Promise<void> {
  try {
    const caller = await currentCaller();
    if (caller.kind !== "person" || caller.stage !== "FULL") return;
    checkCsrf(caller, csrf);
    await perform(caller, setLocale, { locale });
  } catch {
    // The browser keeps the choice all the same, and the person's next sign-in keeps it as well.
  }
}

/** Remembers the language and its formats in a cookie, and with the person who is signed in. */
export async function POST(request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const locale = form.get("locale") ?? "";
  const response = seeOther(safePath(form.get("return")));
  if (isSameOrigin(request.headers) && isLocale(locale)) {
    await keep(locale, form.get("csrf"));
    response.headers.append("Set-Cookie", localeCookie(locale));
  }
  return response;
}
