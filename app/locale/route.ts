import { seeOther } from "@/app/_doors/answers";
import { safePath } from "@/app/_doors/paths";
import { isSameOrigin } from "@/app/_doors/same-origin";
import { isLocale } from "@/lib/texts/locale";

/** Remembers the language and its formats in a cookie. It concerns nobody's rights and is no operation. */
export async function POST(request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const locale = form.get("locale") ?? "";
  const response = seeOther(safePath(form.get("return")));
  if (isSameOrigin(request.headers) && isLocale(locale)) {
    response.headers.append("Set-Cookie", `locale=${locale}; Path=/; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax`);
  }
  return response;
}
