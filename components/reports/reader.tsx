"use client";

import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "../ui/icon";
import { ReaderDocument, type Hit } from "./reader-document";
import { t, tn } from "@/lib/texts/text";

export interface ReaderProps {
  action: string;
  fields: Readonly<Record<string, string>>;
  title: string;
  backHref: string;
}

const zooms = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3] as const;
const fit = 1;

const step = (zoom: number, by: 1 | -1): number => {
  const place = zooms.findIndex((one) => one >= zoom) + by;
  return zooms[Math.min(zooms.length - 1, Math.max(0, place))] ?? fit;
};

/** Shows a personal copy page by page. Keys: arrows or Page Up and Down turn, Home and End jump, + and - zoom, 0 fits the width, / searches. */
export function Reader({ action, fields, title, backHref }: ReaderProps) {
  const [copy, setCopy] = useState<ReaderDocument | null>(null);
  const [share, setShare] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState<number>(fit);
  const [query, setQuery] = useState("");
  const [hits, setHits] = useState<readonly Hit[] | null>(null);
  const [room, setRoom] = useState(0);
  const stage = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  // The fields do not change while the page is open, but React makes a new object of them.
  const sent = JSON.stringify(fields);

  useEffect(() => {
    const controller = new AbortController();
    let opened: ReaderDocument | undefined;
    ReaderDocument.open(action, JSON.parse(sent) as Record<string, string>, controller.signal, setShare).then(
      (document) => {
        opened = document;
        if (controller.signal.aborted) document.close();
        else setCopy(document);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setProblem(error instanceof Error ? error.message : t("The copy could not be opened."));
      },
    );
    return () => {
      controller.abort();
      opened?.close();
    };
  }, [action, sent]);

  const pages = copy?.pages ?? 0;
  const turn = useCallback((to: number) => setPage(Math.min(Math.max(1, pages), Math.max(1, to))), [pages]);

  useEffect(() => {
    if (!copy || !stage.current) return;
    copy.draw(page, zoom, stage.current, hits ? query : "").catch(() => setProblem(t("Page {n} could not be drawn. Load the page again.", { n: page })));
  }, [copy, page, zoom, hits, query, room]);

  useEffect(() => {
    const parent = stage.current?.parentElement;
    if (!parent) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setRoom(parent.clientWidth), 150);
    });
    observer.observe(parent);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    if (!copy || query.trim() === "") {
      setHits(null);
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void copy.find(query, controller.signal).then((found) => {
        if (controller.signal.aborted) return;
        setHits(found);
        // A search begins at the page that is open; turning the page does not search again.
        setPage((open) => (found.find((hit) => hit.page >= open) ?? found[0])?.page ?? open);
      });
    }, 250);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [copy, query]);

  const nextHit = (by: 1 | -1): void => {
    if (!hits || hits.length === 0) return;
    const ordered = by === 1 ? hits : [...hits].reverse();
    const next = ordered.find((hit) => (by === 1 ? hit.page > page : hit.page < page)) ?? ordered[0];
    if (next) turn(next.page);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, () => void> = {
      ArrowRight: () => turn(page + 1), ArrowLeft: () => turn(page - 1), PageDown: () => turn(page + 1), PageUp: () => turn(page - 1),
      Home: () => turn(1), End: () => turn(pages),
      "+": () => setZoom(step(zoom, 1)), "=": () => setZoom(step(zoom, 1)), "-": () => setZoom(step(zoom, -1)), "0": () => setZoom(fit),
      "/": () => search.current?.focus(),
    };
    const act = actions[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const total = hits?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const place = t("Page {n} of {pages}", { n: page, pages });
  return (
    <section className="reader" aria-label={title} onKeyDown={onKey}>
      <div className="reader-bar" role="toolbar" aria-label={t("Reading")}>
        <div className="row">
          <button type="button" className="btn btn-small" onClick={() => turn(page - 1)} disabled={!copy || page <= 1} aria-label={t("Previous page")}>‹</button>
          <label className="reader-page">
            <span className="sr">{t("Page")}</span>
            <input className="input num" inputMode="numeric" value={page} disabled={!copy} onChange={(event) => turn(Number(event.target.value.replace(/\D/g, "")) || 1)} />
            <span className="num">{` ${t("of {pages}", { pages: pages || "…" })}`}</span>
          </label>
          <button type="button" className="btn btn-small" onClick={() => turn(page + 1)} disabled={!copy || page >= pages} aria-label={t("Next page")}>›</button>
        </div>
        <div className="row">
          <button type="button" className="btn btn-small" onClick={() => setZoom(step(zoom, -1))} disabled={!copy} aria-label={t("Smaller")}>−</button>
          <button type="button" className="btn btn-small num" onClick={() => setZoom(fit)} disabled={!copy} aria-label={t("Fit to width")}>{`${Math.round(zoom * 100)} %`}</button>
          <button type="button" className="btn btn-small" onClick={() => setZoom(step(zoom, 1))} disabled={!copy} aria-label={t("Larger")}>+</button>
        </div>
        <form className="row reader-search" role="search" onSubmit={(event) => { event.preventDefault(); nextHit(1); }}>
          <label>
            <span className="sr">{t("Search in this copy")}</span>
            <input ref={search} className="input" type="search" placeholder={t("Search")} value={query} disabled={!copy} onChange={(event) => setQuery(event.target.value)} />
          </label>
          <button type="button" className="btn btn-small" onClick={() => nextHit(-1)} disabled={!hits?.length} aria-label={t("Previous page with a match")}>‹</button>
          <button type="submit" className="btn btn-small" disabled={!hits?.length} aria-label={t("Next page with a match")}>›</button>
          <span className="hint reader-hits" role="status">{hits === null ? "" : total === 0 ? t("No match") : tn(hits.length, "{total} on {n} page", "{total} on {n} pages", { total })}</span>
        </form>
      </div>
      {problem ? (
        <div className="notice notice-danger" role="alert">
          <Icon name="error" />
          <div>
            {problem} <a href={backHref}>{t("Back to the report")}</a>
          </div>
        </div>
      ) : null}
      <div className="reader-room" tabIndex={0} role="region" aria-label={copy ? place : t("Loading")}>
        {copy || problem ? null : <p className="reader-wait" role="status">{share > 0 && share < 1 ? t("Loading your copy: {percent} %", { percent: Math.round(share * 100) }) : t("Loading your copy …")}</p>}
        <div ref={stage} className="reader-stage" />
      </div>
      <p className="sr" role="status">{copy ? place : ""}</p>
    </section>
  );
}
