import { cookies } from "next/headers";
import { IssuedSession } from "@/lib/identity/models";
import { may } from "@/lib/access/decide";
import { checkCsrf } from "@/lib/identity/check-csrf";
import { sessionCookie } from "@/lib/identity/session";
import { isMember, type Caller } from "@/lib/operations/caller";
import { config } from "@/lib/config/config";
import { asMunimentError, MunimentError } from "@/lib/operations/errors";
import { performUnknown } from "@/lib/operations/perform-named";
import { uploadOperations } from "@/lib/operations/uploads";
import { operationNamed } from "@/lib/operations/registry";
import { afterForm } from "./after-form";
import { donePage, errorJson, errorPage, outputJson } from "./answers";
import { keepTyped } from "./keep-typed";
import { apiCaller, currentOrigin } from "./caller";
import { withKeptValues, withoutKeptValues } from "./kept-values";
import { safePath } from "./paths";
import { isSameOrigin } from "./same-origin";
import { t } from "@/lib/texts/text";

/** `emptied`: the fields of a form that somebody left or made empty. */
type Sent = { kind: "json" | "form"; input: Record<string, unknown>; csrf: string | null; returnTo: string; emptied?: readonly string[] };

/** Fields of a form as an object: repeated names become lists, empty fields are left out. */
export function fieldsOf(form: URLSearchParams): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => value !== "");
    if (values.length > 0) Object.defineProperty(fields, name, { value: values.length > 1 ? values : values[0], enumerable: true });
  }
  return fields;
}

/** The fields of a form that were sent with nothing in them. */
const emptiedOf = (form: URLSearchParams): string[] => [...new Set(form.keys())].filter((name) => form.getAll(name).every((value) => value === ""));

/** As much as the entry lets through for every other operation. */
const plainBodyBytes = 1024 * 1024;

/** The operations that take files, as forms alone. */
const takesFiles: ReadonlySet<string> = new Set(uploadOperations);

/** A form with files, never more than may be uploaded: what is longer is not read to its end. */
async function readFiles(request: Request, caller: Caller, name: string): Promise<Sent> {
  if (!takesFiles.has(name)) throw new MunimentError("UnsupportedMediaType");
  if (!isMember(caller)) throw new MunimentError("Unauthenticated");
  const operation = operationNamed(name);
  // Whoever may not call it is refused for that, on the record, and does not get to fill the memory.
  let left = operation && may(caller, operation) ? config().maxUploadBytes : plainBodyBytes;
  const counted = request.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        left -= piece.length;
        if (left < 0) controller.error(new MunimentError("PayloadTooLarge"));
        else controller.enqueue(piece);
      },
    }),
  );
  const form = await new Response(counted ?? null, { headers: { "content-type": request.headers.get("content-type") ?? "" } }).formData().catch((thrown: unknown) => {
    throw left < 0 || (thrown instanceof MunimentError && thrown.code === "PayloadTooLarge") ? new MunimentError("PayloadTooLarge") : new MunimentError("ValidationException", t("The form could not be read. Send it again."));
  });
  const texts = new URLSearchParams();
  const files: Record<string, Uint8Array> = {};
  for (const [field, value] of form) {
    if (typeof value === "string") texts.append(field, value.replace(/\r\n/g, "\n"));
    else if (value.size > 0) Object.defineProperty(files, field, { value: new Uint8Array(await value.arrayBuffer()), enumerable: true });
  }
  const { csrf, return: returnTo, ...input } = fieldsOf(texts);
  return { kind: "form", input: { ...input, ...files }, csrf: typeof csrf === "string" ? csrf : null, returnTo: safePath(returnTo), emptied: emptiedOf(texts) };
}

async function read(request: Request, caller: Caller, name: string): Promise<Sent> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "multipart/form-data" && takesFiles.has(name) && !(Number(request.headers.get("content-length") ?? Number.NaN) <= plainBodyBytes)) throw new MunimentError("PayloadTooLarge");
  if (type === "application/json") {
    const body: unknown = await request.json().catch(() => undefined);
    if (typeof body !== "object" || body === null || Array.isArray(body)) throw new MunimentError("ValidationException", t("The body must be a JSON object."));
    return { kind: "json", input: Object.fromEntries(Object.entries(body)), csrf: request.headers.get("x-csrf-token"), returnTo: "/" };
  }
  if (type === "application/x-www-form-urlencoded") {
    const form = new URLSearchParams(await request.text());
    const { csrf, return: returnTo, ...input } = fieldsOf(form);
    return { kind: "form", input, csrf: typeof csrf === "string" ? csrf : null, returnTo: safePath(returnTo), emptied: emptiedOf(form) };
  }
  if (type === "multipart/form-data") return readFiles(request, caller, name);
  throw new MunimentError("UnsupportedMediaType");
}

function check(request: Request, caller: Caller, sent: Sent): void {
  // A key is sent on purpose, never by a browser on its own: there is no forged request to fear, and no form either.
  if (caller.kind === "person" && caller.accessKey) {
    if (sent.kind !== "json") throw new MunimentError("UnsupportedMediaType", t("With an access key, send JSON."));
    return;
  }
  if (!isSameOrigin(request.headers)) throw new MunimentError("CrossSiteRequest");
  if (caller.kind === "person") checkCsrf(caller, sent.csrf);
}

/** Operations that put another session in the place of the caller's. Those that begin one go through next-auth. */
const rotating: ReadonlySet<string> = new Set(["organizations:SwitchAccount"]);

/** Puts the new session's token into the cookie, as next-auth does, and nowhere else. */
async function keepSession(output: unknown): Promise<{ expiresAt: Date }> {
  const { token, expiresAt } = IssuedSession.parse(output);
  (await cookies()).set({ name: sessionCookie, value: token, httpOnly: true, sameSite: "lax", path: "/", secure: true, expires: expiresAt });
  return { expiresAt };
}

/** Serves one operation over HTTP: JSON in, JSON out; a plain form in, a page out by 303. */
export async function serve(request: Request, name: string): Promise<Response> {
  const operation = operationNamed(name);
  let caller: Caller = { kind: "anonymous", ...(await currentOrigin()) };
  let sent: Sent | undefined;
  try {
    caller = await apiCaller(operation?.name ?? null);
    if (!operation || (operation.door ?? "http") !== "http") throw new MunimentError("UnknownOperation");
    // What comes from another site is not read at all.
    if (!isSameOrigin(request.headers)) throw new MunimentError("CrossSiteRequest");
    sent = await read(request, caller, name);
    check(request, caller, sent);
    const output = await performUnknown(caller, operation, sent.input);
    if (operation.name === "identity:SignOut") (await cookies()).delete({ name: sessionCookie, path: "/", secure: true });
    const shown = rotating.has(operation.name) ? await keepSession(output) : output;
    if (sent.kind === "json") return outputJson(shown);
    const entry = afterForm[operation.name];
    const after = typeof entry === "function" ? entry(output) : { ...entry, message: entry?.message ? t(entry.message) : null };
    return withoutKeptValues(donePage(after.path?.(output, sent.returnTo) ?? sent.returnTo, after.message), name, caller);
  } catch (thrown) {
    const error = asMunimentError(thrown);
    if (sent?.kind !== "form") return errorJson(error, caller.requestId);
    const page = errorPage(error, caller, sent.returnTo);
    // What another site sends in somebody's name is not theirs: it is never shown to them as what they typed.
    if (error.code === "CrossSiteRequest") return page;
    await keepTyped(caller, name, sent.input);
    return withKeptValues(page, name, caller, sent);
  }
}
