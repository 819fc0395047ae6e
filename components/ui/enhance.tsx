"use client";

import { useEffect } from "react";
import { t } from "@/lib/texts/text";
import { countDown } from "./count-down";

/**
 * The one script of the interface. Pages work without it; with it, elements that carry these attributes do more:
 * `data-copy` copies its value, `data-print` prints, `data-row` follows the first link of a row, `data-hotkey` takes the focus,
 * `data-palette` opens the search over the page, as Ctrl-K does, and "/" where nothing else takes it,
 * `data-left` counts down and says when the time is over, `data-menu` closes when one clicks elsewhere, `data-dialog` opens a dialog, and no form is sent twice by a double click.
 * `data-enhanced` on the root says that it listens.
 */
export function Enhance() {
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    document.addEventListener("click", onClick, { signal });
    document.addEventListener("keydown", onKey, { signal });
    document.addEventListener("submit", onSubmit, { signal });
    window.addEventListener("pageshow", forgetSubmissions, { signal });
    const stopCounting = countDown();
    document.documentElement.dataset.enhanced = "";
    return () => {
      controller.abort();
      stopCounting();
    };
  }, []);
  return <div className="live" id="live" role="status" />;
}

function onClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  closeMenus(target);
  const copy = target.closest<HTMLElement>("[data-copy]");
  if (copy) return void copyText(copy.dataset.copy ?? "");
  if (target.closest("[data-print]")) return window.print();
  const opener = target.closest<HTMLElement>("[data-dialog]");
  const dialog = opener ? document.getElementById(opener.dataset.dialog ?? "") : null;
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    return dialog.showModal();
  }
  const search = target.closest<HTMLElement>("[data-palette]");
  if (search && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    return openSearch(search);
  }
  if (target instanceof HTMLDialogElement && target.open) return target.close();
  followRow(event, target);
}

function followRow(event: MouseEvent, target: Element): void {
  const row = target.closest("tr[data-row]");
  if (!row || target.closest("a, button, input, label, select, summary") || window.getSelection()?.isCollapsed === false) return;
  const link = row.querySelector("a");
  if (!link) return;
  if (event.metaKey || event.ctrlKey) window.open(link.href, "_blank", "noopener");
  else link.click();
}

function closeMenus(target: Element | null): boolean {
  let closed = false;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
    if (target && menu.contains(target)) continue;
    menu.open = false;
    closed = true;
  }
  return closed;
}

/** The search comes with its first use. Where it cannot come, the page that does the same is opened. */
function openSearch(opener: HTMLElement): void {
  const address = "/palette.js";
  (import(/* turbopackIgnore: true */ /* webpackIgnore: true */ address) as Promise<typeof import("../search/palette")>).then(
    ({ openPalette }) => openPalette(opener.dataset.palette ?? ""),
    () => window.location.assign("/search"),
  );
}

function onKey(event: KeyboardEvent): void {
  const opener = document.querySelector<HTMLElement>("[data-palette]");
  if (opener && event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    return openSearch(opener);
  }
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape") {
    const open = document.querySelector<HTMLDetailsElement>("details[data-menu][open]");
    if (closeMenus(null)) open?.querySelector("summary")?.focus();
    return;
  }
  if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
  const wanted = document.querySelector<HTMLInputElement>(`[data-hotkey="${CSS.escape(event.key)}"]`);
  if (!wanted && event.key === "/" && opener) {
    event.preventDefault();
    return openSearch(opener);
  }
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
  wanted.select();
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "true";
  setTimeout(() => delete form.dataset.sent, 5000);
}

function forgetSubmissions(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset.sent;
}

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce(t("Copied"));
  } catch {
    announce(t("The browser did not allow copying. Select the text instead."));
  }
}

let hide: ReturnType<typeof setTimeout> | undefined;

function announce(message: string): void {
  const live = document.getElementById("live");
  if (!live) return;
  live.textContent = message;
  live.dataset.on = "true";
  clearTimeout(hide);
  hide = setTimeout(() => {
    delete live.dataset.on;
  }, 2000);
}
