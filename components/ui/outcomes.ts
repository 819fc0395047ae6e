import type { ErrorCode } from "@/lib/operations/errors";
import { msg, t, type Message } from "@/lib/texts/text";

const words: Readonly<Record<ErrorCode | "Success", Message>> = {
  Success: msg("Success"),
  ValidationException: msg("Validation exception"),
  InvalidPagingToken: msg("Invalid paging token"),
  Unauthenticated: msg("Unauthenticated"),
  SecondFactorRequired: msg("Second factor required"),
  EnrollmentRequired: msg("Enrollment required"),
  SignInFailed: msg("Sign in failed"),
  CodeRejected: msg("Code rejected"),
  PasskeyRejected: msg("Passkey rejected"),
  PasskeyCopied: msg("Passkey copied"),
  PasskeyRequired: msg("Passkey required"),
  PasskeysUnavailable: msg("Passkeys unavailable"),
  StepUpRequired: msg("Step up required"),
  AccessDenied: msg("Access denied"),
  AgreementRequired: msg("Agreement required"),
  CrossSiteRequest: msg("Cross site request"),
  RoleChanged: msg("Role changed"),
  TicketInvalid: msg("Ticket invalid"),
  LinkInvalid: msg("Link invalid"),
  ResourceNotFound: msg("Resource not found"),
  UnknownOperation: msg("Unknown operation"),
  MethodNotAllowed: msg("Method not allowed"),
  Conflict: msg("Conflict"),
  TermsChanged: msg("Terms changed"),
  PayloadTooLarge: msg("Payload too large"),
  UnsupportedMediaType: msg("Unsupported media type"),
  DocumentRejected: msg("Document rejected"),
  PasswordRejected: msg("Password rejected"),
  Throttled: msg("Throttled"),
  Internal: msg("Internal"),
  Unavailable: msg("Unavailable"),
};

const isKnown = (code: string): code is keyof typeof words => Object.hasOwn(words, code);

/** The outcome of an operation in words: `StepUpRequired` is `Step up required`; what is no code of the portal stays as it is. */
export const outcomeWords = (code: string): string => (isKnown(code) ? t(words[code]) : code);
