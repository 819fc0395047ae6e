"use client";

import { useEffect, useRef, useState, type ChangeEvent, type DragEvent, type FormEvent } from "react";
import { formatBytes } from "../ui/format";
import { Icon } from "../ui/icon";
import { askStanding, sendFile, UploadRefused, type DraftStanding } from "./send-file";
import { t, tn } from "@/lib/texts/text";

export interface UploadZoneProps {
  csrf: string;
  reportId: string | null;
  /** Largest file taken, in bytes. */
  maxBytes: number;
}

type Entry = {
  key: number;
  name: string;
  bytes: number;
  sent: number;
  phase: "waiting" | "sending" | "stalled" | "sent" | "stopped" | "refused";
  message: string;
  draftId: string | null;
  standing: DraftStanding | null;
  stop: AbortController;
};

const askEveryMs = 1_000;
/** As the setting says it. */
const megabytes = (bytes: number): string => `${Math.floor(bytes / (1024 * 1024))} MB`;
const isSettled = ({ standing }: Entry): boolean => standing !== null && ["READY", "REFUSED", "PUBLISHED"].includes(standing.state);

/** Takes PDFs by drag and drop or by choice, several at once, one after the other. Without scripts it is a plain form with the same fields. */
export function UploadZone({ csrf, reportId, maxBytes }: UploadZoneProps) {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [over, setOver] = useState(false);
  const [keep, setKeep] = useState(false);
  const [live, setLive] = useState(false);
  const [said, setSaid] = useState("");
  const line = useRef<Promise<void>>(Promise.resolve());
  const input = useRef<HTMLInputElement>(null);
  const count = useRef(0);
  const change = (key: number, next: Partial<Entry>): void => setEntries((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));

  useEffect(() => setLive(true), []);

  const waitingFor = entries.filter((entry) => entry.draftId !== null && entry.phase === "sent" && !isSettled(entry)).map(({ draftId }) => draftId ?? "").join(" ");
  useEffect(() => {
    if (waitingFor === "") return;
    const timer = setInterval(() => {
      void askStanding(csrf, waitingFor.split(" ")).then((found) => {
        if (found) setEntries((all) => all.map((entry) => ({ ...entry, standing: found.find(({ draftId }) => draftId === entry.draftId) ?? entry.standing })));
      });
    }, askEveryMs);
    return () => clearInterval(timer);
  }, [waitingFor, csrf]);

  useEffect(() => {
    const settled = entries.filter((entry) => isSettled(entry) || entry.phase === "refused");
    const last = settled.at(-1);
    if (last) setSaid(`${last.name}: ${wordsOf(last)}`);
  }, [entries]);

  const add = (files: readonly File[]): void => {
    const added = files.map((file): { file: File; entry: Entry } => {
      count.current += 1;
      const problem = file.size === 0 ? t("The file is empty.") : file.size > maxBytes ? t("Larger than {most}. Reduce its size, or split it into parts.", { most: megabytes(maxBytes) }) : "";
      return { file, entry: { key: count.current, name: file.name, bytes: file.size, sent: 0, phase: problem ? "refused" : "waiting", message: problem, draftId: null, standing: null, stop: new AbortController() } };
    });
    setEntries((all) => [...all, ...added.map(({ entry }) => entry)]);
    for (const { file, entry } of added) if (entry.phase === "waiting") line.current = line.current.then(() => send(file, entry));
  };

  const send = async (file: File, { key, stop }: Entry): Promise<void> => {
    if (stop.signal.aborted) return;
    change(key, { phase: "sending" });
    try {
      const draftId = await sendFile(file, {
        csrf, reportId, keepEmbeddedFiles: keep, signal: stop.signal,
        onProgress: (sent) => change(key, { sent, phase: "sending" }),
        onWait: () => change(key, { phase: "stalled" }),
      });
      change(key, { phase: "sent", sent: file.size, draftId });
    } catch (error) {
      if (stop.signal.aborted) change(key, { phase: "stopped", message: t("Stopped. What was sent is kept: choose the same file again to go on.") });
      else change(key, { phase: "refused", message: error instanceof UploadRefused ? error.message : t("The file could not be read. Choose it again.") });
    }
  };

  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    add([...(event.target.files ?? [])]);
    event.target.value = "";
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };
  const submit = (event: FormEvent): void => {
    if (!live) return;
    event.preventDefault();
    input.current?.click();
  };

  return (
    <div className="upload">
      <form method="post" action="/api/publishing/ReceiveFile" encType="multipart/form-data" onSubmit={submit}>
        <input type="hidden" name="csrf" value={csrf} />
        {reportId ? <input type="hidden" name="reportId" value={reportId} /> : null}
        <label className="check upload-keep">
          <input type="checkbox" name="keepEmbeddedFiles" value="on" checked={live ? keep : undefined} onChange={(event) => setKeep(event.target.checked)} />
          <span>{t("Keep files that are embedded in the PDF. They are not marked.")}</span>
        </label>
        <div
          className={over ? "upload-drop is-over" : "upload-drop"}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Icon name="publish" size={26} />
          <label htmlFor="upload-documents">
            <b>{live ? t("Drop PDFs here, or choose them") : t("Choose PDFs")}</b>
            <span className="hint">{t("Several at once, up to {most} each. An interrupted upload goes on when you choose the same file again.", { most: megabytes(maxBytes) })}</span>
          </label>
          <input ref={input} id="upload-documents" className="input" type="file" name="document" accept="application/pdf,.pdf" multiple required onChange={live ? choose : undefined} />
          {live ? null : <button className="btn btn-primary">{t("Upload")}</button>}
        </div>
      </form>
      {entries.length > 0 ? (
        <ul className="upload-list">
          {entries.map((entry) => (
            <Row key={entry.key} entry={entry} />
          ))}
        </ul>
      ) : null}
      <p className="sr" role="status">
        {said}
      </p>
    </div>
  );
}

function wordsOf({ phase, message, standing, sent, bytes }: Entry): string {
  if (phase === "waiting") return t("Waits for the one before it");
  if (phase === "stalled") return t("No connection; it goes on by itself");
  if (phase === "sending") return t("{sent} of {all} sent", { sent: formatBytes(sent), all: formatBytes(bytes) });
  if (phase === "stopped" || phase === "refused") return message;
  switch (standing?.state) {
    case "PREPARING":
      return standing.pages > 0 ? t("Preparing: page {page} of {pages}", { page: standing.page, pages: standing.pages }) : t("Preparing: reading the document");
    case "READY":
      return tn(standing.pages, "Ready: {n} page", "Ready: {n} pages");
    case "REFUSED":
      return standing.problem;
    case "PUBLISHED":
      return t("Published");
    default:
      return t("Received, waits to be prepared");
  }
}

function Row({ entry }: { entry: Entry }) {
  const { name, phase, standing, draftId, sent, bytes, stop } = entry;
  const bad = phase === "refused" || standing?.state === "REFUSED";
  const preparing = phase === "sent" && !isSettled(entry);
  return (
    <li className={bad ? "upload-row is-bad" : "upload-row"}>
      <span className="upload-name">{draftId ? <a href={`/publishing/drafts/${draftId}`}>{name}</a> : <bdi>{name}</bdi>}</span>
      {phase === "sending" || phase === "stalled" || phase === "waiting" ? (
        <button type="button" className="btn btn-small" onClick={() => stop.abort()} aria-label={t("Stop {name}", { name })}>
          {t("Stop")}
        </button>
      ) : draftId && isSettled(entry) ? (
        <a className="btn btn-small" href={`/publishing/drafts/${draftId}`} aria-label={t("Open {name}", { name })}>
          {t("Open##verb")}
        </a>
      ) : null}
      <span className="upload-words small num">{wordsOf(entry)}</span>
      {phase === "sending" || phase === "stalled" ? <progress max={bytes} value={sent} aria-label={t("{name}, sent", { name })} /> : null}
      {preparing ? <progress max={standing && standing.pages > 0 ? standing.pages : undefined} value={standing && standing.pages > 0 ? standing.page : undefined} aria-label={t("{name}, prepared", { name })} /> : null}
    </li>
  );
}
