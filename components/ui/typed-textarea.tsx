"use client";

import { useLayoutEffect, useState, type TextareaHTMLAttributes } from "react";

type Typed = Readonly<{ value: string; start: number; end: number }>;

/** What stands in a text area that the server sent and somebody has typed into already; null when nobody has. */
function typedInto(id: string): Typed | null {
  if (typeof document === "undefined") return null;
  const area = document.getElementById(id);
  if (!(area instanceof HTMLTextAreaElement) || area.value === area.defaultValue) return null;
  return { value: area.value, start: area.selectionStart, end: area.selectionEnd };
}

/**
 * A text area that keeps what was typed before the scripts of the page began to work. React gives every text area that it takes over the text that it was sent with, and whoever
 * begins to write at once on a slow machine would lose it.
 */
export function TypedTextarea(props: TextareaHTMLAttributes<HTMLTextAreaElement> & { id: string }) {
  const { id } = props;
  // While this is first rendered the text area is still as the person left it.
  const [typed] = useState(() => typedInto(id));
  useLayoutEffect(() => {
    const area = document.getElementById(id);
    if (!typed || !(area instanceof HTMLTextAreaElement)) return;
    area.value = typed.value;
    area.setSelectionRange(typed.start, typed.end);
  }, [id, typed]);
  return <textarea {...props} />;
}
