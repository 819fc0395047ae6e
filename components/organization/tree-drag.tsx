"use client";

import { useEffect, type ReactNode } from "react";

const openAfterMs = 600;

const asElement = (target: EventTarget | null): Element | null => (target instanceof Element ? target : null);
/** The unit that a node of the tree stands in. */
const unitAround = (node: Element | null): Element | null => node?.closest("li")?.parentElement?.closest("li.unit") ?? null;

/** Where what is dragged may be let go: another place than its own, and no unit in itself. The portal says what else speaks against it. */
function placeFor(dragged: Element, target: EventTarget | null): HTMLElement | null {
  const place = asElement(target)?.closest<HTMLElement>("[data-drop]") ?? null;
  if (!place) return null;
  const unit = place.closest("li.unit");
  const into = dragged.matches(".node-unit") ? dragged.closest("li.unit") : null;
  return unit === unitAround(dragged) || into?.contains(place) ? null : place;
}

/**
 * Dragging in the tree: an account (`data-drag="move-account"`) or a unit (`"move-unit"`), let go on a unit or on the head of the tree (`data-drop`),
 * leads to the page that says what the move changes and asks. `children` tells that it can be done. Without this, by keyboard and by touch the form of the sheet leads there.
 */
export function TreeDrag({ children }: { children: ReactNode }) {
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let dragged: HTMLElement | null = null;
    let over: HTMLElement | null = null;
    let opening: ReturnType<typeof setTimeout> | undefined;
    const point = (place: HTMLElement | null): void => {
      if (place === over) return;
      clearTimeout(opening);
      if (over) delete over.dataset.over;
      over = place;
      if (!place) return;
      place.dataset.over = "";
      const twig = place.closest("li.unit")?.querySelector<HTMLDetailsElement>(":scope > details");
      opening = setTimeout(() => twig && (twig.open = true), openAfterMs);
    };
    const on = (type: "dragstart" | "dragover" | "drop" | "dragend", listener: (event: DragEvent) => void): void => document.addEventListener(type, listener, { signal });
    on("dragstart", (event) => {
      dragged = asElement(event.target)?.closest<HTMLElement>("[data-drag]") ?? null;
      if (dragged && event.dataTransfer) event.dataTransfer.effectAllowed = "all";
      dragged?.setAttribute("data-dragged", "");
    });
    on("dragover", (event) => {
      const place = dragged ? placeFor(dragged, event.target) : null;
      point(place);
      if (!place) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "move";
    });
    on("drop", (event) => {
      const place = dragged ? placeFor(dragged, event.target) : null;
      if (!dragged || !place) return;
      event.preventDefault();
      const kind = dragged.dataset.drag ?? "";
      const change = new URLSearchParams({ kind, [kind === "move-unit" ? "unitId" : "accountId"]: dragged.dataset.id ?? "", to: place.dataset.drop ?? "" });
      window.location.assign(`/organization/change?${change.toString()}`);
    });
    on("dragend", () => {
      point(null);
      dragged?.removeAttribute("data-dragged");
      dragged = null;
    });
    return () => {
      clearTimeout(opening);
      controller.abort();
    };
  }, []);
  return <p className="tree-note tree-drag faint small">{children}</p>;
}
