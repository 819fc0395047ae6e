import { isDatabaseUnavailable, isUniqueViolation } from "@/lib/database/errors";
import { msg, t, type Message } from "@/lib/texts/text";

/** The closed set of errors a caller can meet: stable code, HTTP status, and what the person can do about it. */
export const errorTable = {
  ValidationException: { status: 400, advice: msg("Something in the form is missing or not in the expected shape. Correct the marked fields and send it again.") },
  InvalidPagingToken: { status: 400, advice: msg("This page link is no longer valid. Start again from the first page.") },
  Unauthenticated: { status: 401, advice: msg("Sign in to go on.") },
  SecondFactorRequired: { status: 401, advice: msg("Use your passkey or enter the code from your authenticator app to finish signing in.") },
  EnrollmentRequired: { status: 403, advice: msg("Set up a passkey or an authenticator app first. Nothing else can be reached until then.") },
  SignInFailed: { status: 401, advice: msg("E-mail address or password is not right. Check both and try again.") },
  CodeRejected: { status: 401, advice: msg("That code was not accepted. Codes last 30 seconds and work once: wait for the next one and try again.") },
  PasskeyRejected: { status: 401, advice: msg("That passkey was not accepted. Try again, or use another way to sign in.") },
  PasskeyCopied: { status: 401, advice: msg("This passkey counted backwards, as a copy of it would. Use another way to sign in, and remove this passkey on the Security page.") },
  PasskeyRequired: { status: 403, advice: msg("An organization that you administer asks for a passkey. Use yours; if you have lost it, use a recovery code and set up a new one.") },
  PasskeysUnavailable: { status: 409, advice: msg("Passkeys need a portal with a host name, and this one is reached by an address. Its operator can give it a name (BASE_URL).") },
  StepUpRequired: { status: 403, advice: msg("This needs a fresh confirmation. Use your passkey or a code from your authenticator app, then repeat it.") },
  AccessDenied: { status: 403, advice: msg("Your group in this account does not allow this. Ask an administrator of your account.") },
  AgreementRequired: { status: 403, advice: msg("An agreement must be in force for your account first. Accept it under Agreements, or ask an administrator of your account.") },
  CrossSiteRequest: { status: 403, advice: msg("The request did not come from this portal's own pages. Open the page again and repeat it.") },
  RoleChanged: { status: 409, advice: msg("This page was opened before a role began or ended. Nothing was changed. Load the page again, then repeat it if you still want to.") },
  TicketInvalid: { status: 403, advice: msg("This copy's ticket has expired, was used already, or is not yours. Accept the terms again to get a new one.") },
  LinkInvalid: { status: 404, advice: msg("This link has expired or was used already. Ask for a new one.") },
  ResourceNotFound: { status: 404, advice: msg("There is nothing here under this address, or it is not shared with your account.") },
  UnknownOperation: { status: 404, advice: msg("There is no operation of this name. The API reference lists all of them.") },
  MethodNotAllowed: { status: 405, advice: msg("Operations are called with POST.") },
  Conflict: { status: 409, advice: msg("This was changed or already exists. Load the page again and check.") },
  TermsChanged: { status: 409, advice: msg("The terms were revised while you read them. Read the new revision before you accept.") },
  PayloadTooLarge: { status: 413, advice: msg("What was sent is larger than this operation takes.") },
  UnsupportedMediaType: { status: 415, advice: msg("Send JSON or a form.") },
  DocumentRejected: { status: 422, advice: msg("The PDF could not be prepared for watermarking.") },
  PasswordRejected: { status: 422, advice: msg("Choose a password of 15 to 128 characters that is not among the well-known ones.") },
  Throttled: { status: 429, advice: msg("Too many attempts. Wait a little and try again.") },
  Internal: { status: 500, advice: msg("Something went wrong on our side and nothing was changed. Try again; if it stays, give your administrator the request id.") },
  Unavailable: { status: 503, advice: msg("The portal cannot reach its records at the moment. It recovers by itself: try again shortly.") },
} as const satisfies Record<string, { status: number; advice: Message }>;

export type ErrorCode = keyof typeof errorTable;

export const isErrorCode = (value: string): value is ErrorCode => Object.hasOwn(errorTable, value);

export type FieldError = { field: string; message: string };

/** Any refusal or failure that a caller is told about. `message` is fit to be shown, in the language of the request in which it was thrown. */
export class MunimentError extends Error {
  override readonly name = "MunimentError";
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    message: string = t(errorTable[code].advice),
    /** `asked`: the operation that policies refused, and the report it was about. `person` and `account`, whom it concerns, are for the trail alone and never leave the portal. */
    readonly detail: { fields?: readonly FieldError[]; retryAfterSeconds?: number; asked?: { operation: string; reportId?: string }; person?: { id: string; name: string; email: string }; account?: { id: string; organizationId: string } | null } = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = errorTable[code].status;
  }
}

/** Turns whatever was thrown into the closed set; the original stays as `cause`. */
export function asMunimentError(error: unknown): MunimentError {
  if (error instanceof MunimentError) return error;
  if (isDatabaseUnavailable(error)) return new MunimentError("Unavailable", undefined, {}, { cause: error });
  if (isUniqueViolation(error)) return new MunimentError("Conflict", undefined, {}, { cause: error });
  return new MunimentError("Internal", undefined, {}, { cause: error });
}
