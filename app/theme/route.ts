import { seeOther } from "@/app/_doors/answers";
import { safePath } from "@/app/_doors/paths";
import { isSameOrigin } from "@/app/_doors/same-origin";

const themes = new Set(["light", "dark", "system"]);

/** Remembers light, dark or the system's choice in a cookie. It concerns nobody's rights and is no operation. */
export async function POST(request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const theme = form.get("theme") ?? "";
  const response = seeOther(safePath(form.get("return")));
  if (isSameOrigin(request.headers) && themes.has(theme)) {
    response.headers.append("Set-Cookie", `theme=${theme}; Path=/; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax`);
  }
  return response;
}
