import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { Icon } from "./icon";
import { TypedTextarea } from "./typed-textarea";
import { t } from "@/lib/texts/text";

interface FieldFrame {
  id: string;
  label: string;
  /** Shown in small letters after the label. */
  optional?: boolean;
  hint?: ReactNode;
  /** What is wrong with the value and what to do. */
  error?: string;
}

/** The ids that `aria-describedby` of the control inside a `Field` names. */
export function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return ids || undefined;
}

/** A label, the control, its hint and its error, tied together for screen readers. */
export function Field({ id, label, optional, hint, error, children }: FieldFrame & { children: ReactNode }) {
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
        {optional ? <small> {t("(optional)")}</small> : null}
      </label>
      {children}
      {hint ? (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span className="field-error" id={`${id}-error`}>
          <Icon name="error" size={15} />
          {error}
        </span>
      ) : null}
    </div>
  );
}

export type InputProps = FieldFrame & Omit<InputHTMLAttributes<HTMLInputElement>, "id">;

/** A labelled one-line input. */
export function Input({ id, label, optional, hint, error, className, ...rest }: InputProps) {
  return (
    <Field id={id} label={label} optional={optional} hint={hint} error={error}>
      <input
        id={id}
        name={rest.name ?? id}
        className={className ? `input ${className}` : "input"}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        {...rest}
      />
    </Field>
  );
}

export interface SelectOption {
  value: string;
  label: string;
}

export type SelectProps = FieldFrame & Omit<SelectHTMLAttributes<HTMLSelectElement>, "id"> & { options: readonly SelectOption[] };

/** A labelled native select. */
export function Select({ id, label, optional, hint, error, options, ...rest }: SelectProps) {
  return (
    <Field id={id} label={label} optional={optional} hint={hint} error={error}>
      <select
        id={id}
        name={rest.name ?? id}
        className="input"
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export type TextareaProps = FieldFrame & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id">;

/** A labelled input of several lines. */
export function Textarea({ id, label, optional, hint, error, ...rest }: TextareaProps) {
  return (
    <Field id={id} label={label} optional={optional} hint={hint} error={error}>
      <TypedTextarea
        id={id}
        name={rest.name ?? id}
        className="input"
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        {...rest}
      />
    </Field>
  );
}

export type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & { children: ReactNode };

/** A choice with its sentence; the whole sentence is the target. */
function Choice({ type, children, ...rest }: CheckboxProps & { type: "checkbox" | "radio" }) {
  return (
    <label className="check">
      <input type={type} {...rest} />
      <span>{children}</span>
    </label>
  );
}

/** A box to tick. */
export const Checkbox = (props: CheckboxProps) => <Choice type="checkbox" {...props} />;

/** One of several, of which one is chosen. */
export const Radio = (props: CheckboxProps) => <Choice type="radio" {...props} />;

/** Hidden fields of a form, in the order given. */
export function HiddenFields({ values }: { values: Readonly<Record<string, string>> }) {
  return Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
