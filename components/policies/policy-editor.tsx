"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Rich } from "../ui/rich";
import type { Completion, Vocabulary } from "@/lib/access/complete-policy";
import type { PolicyProblem } from "@/lib/access/policy";
import type { PolicyLanguage } from "@/lib/access/policy-language";
import { CodeLines } from "./code-lines";
import { editFor, offsetOf, type Edit } from "./editor-keys";
import { ProblemList } from "./problem-list";
import { pieces, t, tn } from "@/lib/texts/text";

export interface PolicyEditorProps {
  /** Id and name of the field that is sent. */
  id: string;
  label: string;
  initial: string;
  vocabulary: Vocabulary;
  language: PolicyLanguage;
}

type Open = Completion & { chosen: number; left: number; top: number };

/** Replaces a stretch of the text so that the browser's own undo takes it back; there is no other way to write into its history. */
function write(field: HTMLTextAreaElement, { from, to, insert, caret }: Edit): void {
  field.focus();
  field.setSelectionRange(from, to);
  const written = document.execCommand(insert === "" ? "delete" : "insertText", false, insert);
  if (!written) {
    field.setRangeText(insert, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(caret, caret);
}

/** Where a character of the text stands on the page, within the frame of the text. */
function placeOf(layer: HTMLElement, offset: number): { left: number; top: number } {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (passed + length >= offset) {
      const range = document.createRange();
      range.setStart(node, offset - passed);
      range.collapse(true);
      const frame = layer.closest(".code-field")?.getBoundingClientRect();
      const [rect = range.getBoundingClientRect()] = range.getClientRects();
      return { left: rect.left - (frame?.left ?? 0), top: rect.bottom - (frame?.top ?? 0) };
    }
    passed += length;
  }
  return { left: 0, top: 0 };
}

/**
 * A policy to write: a plain field that works without scripts, and with them has line numbers, colours, completion, and the problems that saving
 * would find. Tab leaves the field unless a list of completions is open.
 */
export function PolicyEditor({ id, label, initial, vocabulary, language }: PolicyEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const layer = useRef<HTMLPreElement>(null);
  const listId = useId();
  const [text, setText] = useState(initial);
  const [live, setLive] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const [asked, setAsked] = useState(false);
  const [problems, setProblems] = useState<readonly PolicyProblem[]>(() => language.problemsOf(initial));

  useEffect(() => {
    setText(field.current?.value ?? "");
    setLive(true);
  }, []);

  // What is wrong in the middle of a word is not worth a word: it is said when the writer pauses.
  useEffect(() => {
    const timer = setTimeout(() => setProblems(language.problemsOf(text)), 250);
    return () => clearTimeout(timer);
  }, [language, text]);

  useEffect(() => {
    const form = field.current?.form;
    if (!form || text === initial) return;
    const controller = new AbortController();
    const { signal } = controller;
    form.addEventListener("submit", () => controller.abort(), { signal });
    window.addEventListener("beforeunload", (event) => event.preventDefault(), { signal });
    return () => controller.abort();
  }, [text, initial]);

  useEffect(() => {
    if (!asked) return;
    setAsked(false);
    const area = field.current;
    const found = area && language.complete(area.value, area.selectionStart, vocabulary);
    setOpen(found && layer.current ? { ...found, chosen: 0, ...placeOf(layer.current, found.from) } : null);
  }, [asked, text, language, vocabulary]);

  const tokens = language.tokensOf(text);
  const wrong = problems.map((problem) => offsetOf(text, problem));
  const wrongLines = new Set(problems.map(({ line }) => line));

  const accept = (choice: Open, index: number): void => {
    const option = choice.options[index];
    if (!option || !field.current) return;
    write(field.current, { from: choice.from, to: choice.to, insert: option.insert, caret: choice.from + option.caret });
    setText(field.current.value);
    // Inside fresh quotation marks the next choice follows; elsewhere Enter should begin a line.
    setAsked(option.insert.slice(option.caret - 1, option.caret + 1) === '""');
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const area = event.currentTarget;
    if (event.nativeEvent.isComposing || event.altKey) return;
    if (open) {
      const count = open.options.length;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? count - 1 : 0;
      if (step > 0) {
        event.preventDefault();
        return setOpen({ ...open, chosen: (open.chosen + step) % count });
      }
      if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) {
        event.preventDefault();
        return accept(open, open.chosen);
      }
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        return setOpen(null);
      }
      if (/^(Arrow|Home|End|Page)/.test(event.key)) setOpen(null);
    }
    if ((event.ctrlKey || event.metaKey) && event.key === " ") {
      event.preventDefault();
      return setAsked(true);
    }
    if (event.ctrlKey || event.metaKey) return;
    const { selectionStart: from, selectionEnd: to } = area;
    const insideString = language.tokensOf(area.value).some(({ kind, start, end }) => (kind === "string" || kind === "name") && start < from && from < end);
    const edit = editFor(event.key, area.value, from, to, insideString);
    if (!edit) return;
    event.preventDefault();
    write(area, edit);
    setAsked(event.key === '"');
  };

  const goTo = (problem: PolicyProblem): void => {
    const area = field.current;
    if (!area || !layer.current) return;
    const offset = offsetOf(area.value, problem);
    const end = language.tokensOf(area.value).find(({ start, end: last }) => start <= offset && offset < last)?.end ?? offset;
    area.focus();
    area.setSelectionRange(offset, end);
    area.scrollLeft = Math.max(0, placeOf(layer.current, offset).left - 120);
  };

  const format = (): void => {
    const area = field.current;
    if (!area) return;
    const insert = language.format(area.value);
    if (insert !== null) return write(area, { from: 0, to: area.value.length, insert, caret: 0 });
    const [first] = language.problemsOf(area.value);
    if (first) goTo(first);
  };

  const lines = text.split("\n").length;
  return (
    <div className="policy-editor" data-live={live ? "" : undefined}>
      <div className="policy-editor-head">
        <label className="label" htmlFor={id}>
          {label}
        </label>
        <button type="button" className="btn btn-small btn-quiet needs-script" onClick={format}>
          {t("Format##verb")}
        </button>
      </div>
      <div className="code-frame">
        <div className="code-gutter" aria-hidden="true">
          {Array.from({ length: lines }, (_, line) => (
            <span key={line} className={wrongLines.has(line + 1) ? "code-wrong" : undefined}>
              {line + 1}
            </span>
          ))}
        </div>
        <div className="code-field">
          <div className="code-layer" aria-hidden="true">
            <pre ref={layer} className="code-text">
              <CodeLines text={text} tokens={tokens} wrong={wrong} />
            </pre>
          </div>
          <textarea
            ref={field}
            id={id}
            name={id}
            defaultValue={initial}
            rows={Math.max(lines, 12)}
            className="code-input"
            required
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            autoComplete="off"
            wrap="off"
            aria-invalid={problems.length > 0 ? true : undefined}
            aria-describedby={`${id}-help ${id}-problems`}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={open ? listId : undefined}
            aria-activedescendant={open ? `${listId}-${open.chosen}` : undefined}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setAsked(/[\w:"*/.-]$/.test(event.currentTarget.value.slice(0, event.currentTarget.selectionStart)));
              setOpen(null);
            }}
            onKeyDown={onKeyDown}
            onClick={() => setOpen(null)}
            onBlur={() => setOpen(null)}
            onScroll={(event) => {
              if (layer.current) layer.current.style.transform = `translateX(${-event.currentTarget.scrollLeft}px)`;
            }}
          />
          {open ? <Options id={listId} open={open} onChoose={(index) => accept(open, index)} /> : null}
        </div>
      </div>
      <p className="sr" role="status">
        {open ? tn(open.options.length, "{n} suggestion. {chosen}", "{n} suggestions. {chosen}", { chosen: open.options[open.chosen]?.label ?? "" }) : ""}
      </p>
      <div className="policy-editor-foot">
        <p className="hint" id={`${id}-help`}>
          <span className="needs-script-text">
            <Rich
              text={pieces("<k>Ctrl</k> <k>Space</k> suggests, <k>↑</k> <k>↓</k> choose, <k>Enter</k> or <k>Tab</k> takes, <k>Esc</k> closes.")}
              k={(words) => <kbd>{words}</kbd>}
            />
          </span>
        </p>
        <span className={text.length > language.maxLength ? "num policy-too-long" : "num faint small"}>
          {t("{length} of {most} characters", { length: text.length, most: language.maxLength })}
        </span>
      </div>
      <ProblemList id={`${id}-problems`} problems={problems} onGo={live ? goTo : undefined} />
    </div>
  );
}

function Options({ id, open, onChoose }: { id: string; open: Open; onChoose: (index: number) => void }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const option = list.current?.children[open.chosen];
    if (option instanceof HTMLElement && list.current) {
      const { offsetTop, offsetHeight } = option;
      const { scrollTop, clientHeight } = list.current;
      if (offsetTop < scrollTop) list.current.scrollTop = offsetTop;
      else if (offsetTop + offsetHeight > scrollTop + clientHeight) list.current.scrollTop = offsetTop + offsetHeight - clientHeight;
    }
  }, [open.chosen]);
  return (
    <ul ref={list} id={id} role="listbox" aria-label={t("Suggestions")} className="code-options" style={{ left: `max(0px, min(${open.left}px, 100% - 320px))`, top: open.top }}>
      {open.options.map(({ label, detail }, index) => (
        <li
          key={label}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === open.chosen}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(index);
          }}
        >
          <code>{label}</code>
          <span>{detail}</span>
        </li>
      ))}
    </ul>
  );
}
