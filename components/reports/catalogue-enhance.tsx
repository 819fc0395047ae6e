"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";

/**
 * Applies a filter as soon as it changes, without a page load, and keeps the focus where it was. Where scripts are off the form has
 * buttons of its own.
 */
export function CatalogueEnhance({ formId, stateKey }: { formId: string; stateKey: string }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const first = useRef(true);

  useEffect(() => {
    const form = formOf(formId);
    if (!form) return;
    const controller = new AbortController();
    const { signal } = controller;
    const apply = () => {
      const query = queryOf(form);
      start(() => router.push(query ? `${form.action}?${query}` : form.action, { scroll: false }));
    };
    const onChange = (event: Event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === "search") return;
      apply();
    };
    const onSubmit = (event: Event) => {
      event.preventDefault();
      apply();
    };
    form.addEventListener("change", onChange, { signal });
    form.addEventListener("submit", onSubmit, { signal });
    return () => controller.abort();
  }, [formId, router]);

  useEffect(() => {
    const form = formOf(formId);
    if (!form) return;
    form.toggleAttribute("data-busy", pending);
    if (first.current) first.current = false;
    else if (!pending) form.reset();
  }, [formId, stateKey, pending]);

  return null;
}

function formOf(id: string): HTMLFormElement | null {
  const element = document.getElementById(id);
  return element instanceof HTMLFormElement ? element : null;
}

function queryOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") query.append(name, value);
  }
  return query.toString();
}
