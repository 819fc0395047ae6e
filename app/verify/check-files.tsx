"use client";

import { useState, type ChangeEvent } from "react";
import { formatDate } from "@/components/ui/format";
import { checkReceipt, toHex } from "../../scripts/verify/core.mjs";
import { msg, t, type Message } from "@/lib/texts/text";

type Checked = Awaited<ReturnType<typeof checkReceipt>>;
type Copy = { state: "busy" } | { state: "failed"; message: string } | { state: "answered"; sha256: string; served: boolean; at: string | null; eventId: string | null };

const webCrypto = {
  async sha256(bytes: Uint8Array) {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
  },
  async ed25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) {
    const key = await crypto.subtle.importKey("raw", new Uint8Array(publicKey), "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", key, new Uint8Array(signature), new Uint8Array(message));
  },
};

async function readReceipt(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch {
    return null;
  }
}

const when = (iso: string): string => `${formatDate(iso)} ${iso.slice(11, 19)} UTC`;

/** The steps of a check as the verifier names them; it is a program of its own that speaks English. */
const stepNames: Readonly<Record<string, Message>> = {
  "The file is a receipt": msg("The file is a receipt"),
  "The log has signed": msg("The log has signed"),
  "The event is in the log": msg("The event is in the log"),
  "The details are what was recorded": msg("The details are what was recorded"),
};

const stepLine = ({ what, good }: { what: string; good: boolean }): string => {
  const step = stepNames[what] ? t(stepNames[what]) : what;
  return good ? t("{step}: yes", { step }) : t("{step}: no", { step });
};

/** Reads a receipt and a PDF in the browser. A receipt never leaves it; of a PDF its SHA-256 alone does. */
export function CheckFiles({ action, csrf, keys }: { action: string; csrf: string; keys: readonly string[] }) {
  const [receipt, setReceipt] = useState<Checked | null>(null);
  const [copy, setCopy] = useState<Copy | null>(null);

  const onReceipt = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    if (!file) return;
    // The portal's own keys, not those that the receipt brings along.
    setReceipt(await checkReceipt(webCrypto, await readReceipt(file), { trusted: keys, whose: "this portal's key" }));
  };

  const onPdf = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    if (!file) return;
    setCopy({ state: "busy" });
    const sha256 = toHex(await webCrypto.sha256(new Uint8Array(await file.arrayBuffer())));
    const response = await fetch(action, { method: "POST", headers: { "Content-Type": "application/json", ...(csrf ? { "X-CSRF-Token": csrf } : {}) }, body: JSON.stringify({ sha256 }) });
    const answer = (await response.json()) as { served?: boolean; at?: string | null; eventId?: string | null; message?: string };
    setCopy(response.ok ? { state: "answered", sha256, served: answer.served === true, at: answer.at ?? null, eventId: answer.eventId ?? null } : { state: "failed", message: answer.message ?? t("The portal did not answer. Try again.") });
  };

  return (
    <>
      <section className="card" aria-labelledby="receipt-title">
        <h2 id="receipt-title">{t("A receipt")}</h2>
        <label className="label" htmlFor="receipt">
          {t("Receipt file (JSON)")}
        </label>
        <input id="receipt" className="input" type="file" accept=".json,application/json" onChange={(event) => void onReceipt(event)} />
        <div aria-live="polite">{receipt ? <ReceiptResult receipt={receipt} /> : null}</div>
      </section>
      <section className="card" aria-labelledby="pdf-title">
        <h2 id="pdf-title">{t("A PDF")}</h2>
        <label className="label" htmlFor="pdf">
          {t("The copy, as it was downloaded")}
        </label>
        <input id="pdf" className="input" type="file" accept=".pdf,application/pdf" onChange={(event) => void onPdf(event).catch(() => setCopy({ state: "failed", message: t("The portal could not be asked. Try again.") }))} />
        <div aria-live="polite">{copy ? <CopyResult copy={copy} /> : null}</div>
      </section>
    </>
  );
}

function ReceiptResult({ receipt }: { receipt: Checked }) {
  const { event, fields } = receipt;
  return (
    <>
      <p className={`notice notice-${receipt.good ? "ok" : "danger"}`}>
        <strong>{receipt.good ? t("The receipt is genuine.") : t("The receipt does not hold.")}</strong>
      </p>
      <ol className="verify-steps">
        {receipt.steps.map((step) => (
          <li key={step.what} className={step.good ? "verify-good" : "verify-bad"}>
            <b>{stepLine(step)}</b>
            <span lang="en">{step.detail}</span>
          </li>
        ))}
      </ol>
      {receipt.good && event ? (
        <dl className="facts">
          <dt>{t("Time")}</dt>
          <dd>{when(String(event["at"]))}</dd>
          <dt>{t("What")}</dt>
          <dd>
            <code>{String(event["operation"])}</code>, {String(event["outcome"])}
          </dd>
          {Object.entries(fields).map(([name, value]) => [
            <dt key={name}>{name.replace("parameters.", "")}</dt>,
            <dd key={`${name} value`} className="verify-value">
              <bdi>{typeof value === "string" ? value : JSON.stringify(value)}</bdi>
            </dd>,
          ])}
        </dl>
      ) : null}
    </>
  );
}

function CopyResult({ copy }: { copy: Copy }) {
  if (copy.state === "busy") return <p className="muted">{t("Reading the file …")}</p>;
  if (copy.state === "failed") return <p className="notice notice-danger">{copy.message}</p>;
  return (
    <div className={`notice notice-${copy.served ? "ok" : "warn"}`}>
      <div>
        <strong>{!copy.served ? t("No. This portal did not hand out exactly this file.") : copy.at ? t("Yes. This portal handed out exactly this file on {day}.", { day: when(copy.at) }) : t("Yes. This portal handed out exactly this file on an unknown day.")}</strong>
        <p className="small">
          SHA-256 <code className="verify-value">{copy.sha256}</code>. {copy.served ? "" : t("A file that was saved again by another program has other bytes, even if it looks the same.")}
        </p>
        {copy.eventId ? <a href={`/trail/${copy.eventId}`}>{t("The event")}</a> : null}
      </div>
    </div>
  );
}
