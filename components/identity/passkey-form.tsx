"use client";

import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { t } from "@/lib/texts/text";

export interface PasskeyFormProps {
  /** `register` makes a passkey; `verify` uses one of the person's; `sign-in` uses whichever the person chooses. */
  ceremony: "register" | "verify" | "sign-in";
  /** Where the form goes with the answer, and what it carries. */
  action: string;
  hidden: Readonly<Record<string, string>>;
  /** Of the button; `btn` and more. */
  buttonClass: string;
  button: string;
  /** Further fields, such as a name. */
  children?: ReactNode;
}

const starts = {
  register: "/api/identity/StartPasskeyRegistration",
  verify: "/api/identity/StartPasskeyVerification",
  "sign-in": "/api/identity/StartPasskeySignIn",
} as const;

/** A refusal of the portal, in its words. */
class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

async function begin(ceremony: PasskeyFormProps["ceremony"], csrf: string | undefined): Promise<{ options: unknown; attempt?: string }> {
  const response = await fetch(starts[ceremony], { method: "POST", headers: { "Content-Type": "application/json", ...(csrf ? { "X-CSRF-Token": csrf } : {}) }, body: "{}" });
  const answer = (await response.json()) as { options?: unknown; attempt?: string; code?: string; message?: string };
  if (!response.ok || answer.options === undefined) throw new Refused(answer.code ?? "", answer.message ?? t("The portal did not answer. Try again."));
  return { options: answer.options, ...(answer.attempt ? { attempt: answer.attempt } : {}) };
}

const answerOf = (ceremony: PasskeyFormProps["ceremony"], options: unknown) =>
  ceremony === "register"
    ? startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
    : startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });

/** What to tell the person. Browsers say little on purpose: cancelled and timed out look alike. */
function sentenceOf(error: unknown, ceremony: PasskeyFormProps["ceremony"]): string {
  if (error instanceof Refused) return error.message;
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError") return t("This device has a passkey of yours for this portal already.");
  if (name === "NotAllowedError" || name === "AbortError") {
    return ceremony === "register" ? t("No passkey was made: it was cancelled or took too long. Try again.") : t("No passkey was used: it was cancelled, took too long, or there is none on this device. Try again, or use another way.");
  }
  if (name === "SecurityError") return t("This browser does not allow passkeys at this address. Open the portal by its own name.");
  return t("The passkey could not be used here. Try again, or use another way.");
}

/** A button that asks the browser for a passkey and sends the answer as a plain form. Nothing is kept in the page. */
export function PasskeyForm({ ceremony, action, hidden, buttonClass, button, children }: PasskeyFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });

  const run = async () => {
    const target = form.current;
    if (!target) return;
    if (!browserSupportsWebAuthn()) throw new Refused("", t("This browser knows no passkeys. Use another way, or another browser."));
    const { options, attempt } = await begin(ceremony, hidden["csrf"]);
    const answer = await answerOf(ceremony, options);
    const put = (name: string, value: string) => {
      const field = target.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    };
    put("response", JSON.stringify(answer));
    put("attempt", attempt ?? "");
    // As a script, not as a click: the handler below must not be asked again.
    target.submit();
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (state.busy) return;
    setState({ busy: true, error: null });
    run().catch((error: unknown) => {
      if (error instanceof Refused && error.code === "StepUpRequired") {
        window.location.assign(`/step-up?return=${encodeURIComponent(hidden["return"] ?? "/security")}`);
        return;
      }
      setState({ busy: false, error: sentenceOf(error, ceremony) });
    });
  };

  return (
    <form ref={form} method="post" action={action} onSubmit={onSubmit} className="passkey-form">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="response" defaultValue="" />
      {ceremony === "sign-in" ? <input type="hidden" name="attempt" defaultValue="" /> : null}
      {children}
      <button className={`${buttonClass} needs-script`} disabled={state.busy} aria-describedby={state.error ? `passkey-${ceremony}-error` : undefined}>
        {button}
      </button>
      <p className="without-script hint">{t("Passkeys need scripts to be on in this browser.")}</p>
      <p className="passkey-error" id={`passkey-${ceremony}-error`} role="alert">
        {state.error}
      </p>
    </form>
  );
}
