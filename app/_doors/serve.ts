import { cookies } from "next/headers";
import { checkCsrf } from "@/lib/identity/check-csrf";
import { sessionCookie } from "@/lib/identity/session";
import type { Caller } from "@/lib/operations/caller";
import { asMunimentError, MunimentError } from "@/lib/operations/errors";
import { performUnknown } from "@/lib/operations/perform-named";
import { operationNamed } from "@/lib/operations/registry";
import { afterForm } from "./after-form";
import { donePage, errorJson, errorPage, outputJson } from "./answers";
import { currentCaller } from "./caller";
import { safePath } from "./paths";
import { isSameOrigin } from "./same-origin";

type Sent = { kind: "json" | "form"; input: Record<string, unknown>; csrf: string | null; returnTo: string };

/** Fields of a form as an object: repeated names become lists, empty fields are left out. */
export function fieldsOf(form: URLSearchParams): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => value !== "");
    if (values.length > 0) Object.defineProperty(fields, name, { value: values.length > 1 ? values : values[0], enumerable: true });
  }
  return fields;
}

async function read(request: Request): Promise<Sent> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") {
    const body: unknown = await request.json().catch(() => undefined);
    if (typeof body !== "object" || body === null || Array.isArray(body)) throw new MunimentError("ValidationException", "The body must be a JSON object.");
    return { kind: "json", input: Object.fromEntries(Object.entries(body)), csrf: request.headers.get("x-csrf-token"), returnTo: "/" };
  }
  if (type === "application/x-www-form-urlencoded") {
    const { csrf, return: returnTo, ...input } = fieldsOf(new URLSearchParams(await request.text()));
    return { kind: "form", input, csrf: typeof csrf === "string" ? csrf : null, returnTo: safePath(returnTo) };
  }
  throw new MunimentError("UnsupportedMediaType");
}

function check(request: Request, caller: Caller, sent: Sent): void {
  if (!isSameOrigin(request.headers)) throw new MunimentError("CrossSiteRequest");
  if (caller.kind === "person") checkCsrf(caller, sent.csrf);
}

/** Serves one operation over HTTP: JSON in, JSON out; a plain form in, a page out by 303. */
export async function serve(request: Request, name: string): Promise<Response> {
  const caller = await currentCaller();
  let sent: Sent | undefined;
  try {
    const operation = operationNamed(name);
    if (!operation || (operation.door ?? "http") !== "http") throw new MunimentError("UnknownOperation");
    sent = await read(request);
    check(request, caller, sent);
    const output = await performUnknown(caller, operation, sent.input);
    if (operation.name === "identity:SignOut") (await cookies()).delete({ name: sessionCookie, path: "/", secure: true });
    if (sent.kind === "json") return outputJson(output);
    const entry = afterForm[operation.name];
    const after = typeof entry === "function" ? entry(output) : entry;
    return donePage(after?.path?.(output) ?? sent.returnTo, after?.message ?? null);
  } catch (thrown) {
    const error = asMunimentError(thrown);
    return sent?.kind === "form" ? errorPage(error, caller, sent.returnTo) : errorJson(error, caller.requestId);
  }
}
