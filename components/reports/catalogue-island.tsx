"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useTransition } from "react";
import { CatalogueContent } from "./catalogue-content";
import type { CatalogueViewProps } from "./catalogue-view";

const formId = "catalogue";

/** The catalogue from `CatalogueViewProps` as JSON, made to apply filters as they change. */
export function CatalogueIsland({ data }: { data: string }) {
  const props = useMemo(() => JSON.parse(data) as CatalogueViewProps, [data]);
  useInstantFilters(props.stateKey);
  return <CatalogueContent {...props} />;
}

/**
 * Applies a filter as soon as it changes, without a page load, and keeps the focus where it was. Where scripts are off the form has
 * buttons of its own.
 */
function useInstantFilters(stateKey: string): void {
  const router = useRouter();
  const [pending, start] = useTransition();
  const first = useRef(true);

  useEffect(() => {
    const form = formOf();
    if (!form) return;
    const controller = new AbortController();
    const { signal } = controller;
    const apply = () => {
      const query = queryOf(form);
      const path = form.getAttribute("action") ?? "";
      start(() => router.push(query ? `${path}?${query}` : path, { scroll: false }));
    };
    const onChange = (event: Event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === "search") return;
      apply();
    };
    const onSubmit = (event: Event) => {
      event.preventDefault();
      apply();
    };
    const onClick = (event: MouseEvent) => {
      const more = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a.facet-more") : null;
      if (!more || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      // The link goes away with what it unfolds: the focus stays with the last option before it.
      more.closest("fieldset")?.querySelector<HTMLInputElement>("label:last-of-type input")?.focus();
      start(() => router.push(more.href, { scroll: false }));
    };
    form.addEventListener("click", onClick, { signal });
    form.addEventListener("change", onChange, { signal });
    form.addEventListener("submit", onSubmit, { signal });
    return () => controller.abort();
  }, [router]);

  useEffect(() => {
    const form = formOf();
    if (!form) return;
    form.toggleAttribute("data-busy", pending);
    if (first.current) first.current = false;
    else if (!pending) form.reset();
  }, [stateKey, pending]);
}

function formOf(): HTMLFormElement | null {
  const element = document.getElementById(formId);
  return element instanceof HTMLFormElement ? element : null;
}

function queryOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") query.append(name, value);
  }
  return query.toString();
}
