import type { ReactNode } from "react";
import { t } from "@/lib/texts/text";

export interface DialogProps {
  id: string;
  title: string;
  children: ReactNode;
  /** Buttons beside "Cancel"; usually one that submits a form by its `form` attribute. */
  actions: ReactNode;
}

/** A native modal dialog, opened by a `DialogOpener` of the same id. */
export function Dialog({ id, title, children, actions }: DialogProps) {
  return (
    <dialog className="dialog" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      <form method="dialog" className="dialog-actions">
        <button className="btn" value="cancel">
          {t("Cancel")}
        </button>
        {actions}
      </form>
    </dialog>
  );
}

export interface DialogOpenerProps {
  dialog: string;
  className?: string;
  href: string;
  children: ReactNode;
}

/** The button that opens a dialog; a link to a page with the same content where scripts are off. */
export function DialogOpener({ dialog, className = "btn", href, children }: DialogOpenerProps) {
  return (
    <a className={className} href={href} data-dialog={dialog} aria-haspopup="dialog">
      {children}
    </a>
  );
}

export interface ConfirmProps {
  /** Words of the control that reveals the question. */
  label: string;
  /** What will happen, to whom. */
  question: ReactNode;
  children: ReactNode;
}

/** A dangerous action behind a disclosure: first what will happen, then the button. Works without scripts. */
export function Confirm({ label, question, children }: ConfirmProps) {
  return (
    <details className="menu confirm" data-menu>
      <summary className="btn btn-small">{label}</summary>
      <div className="menu-panel confirm-panel">
        <p>{question}</p>
        {children}
      </div>
    </details>
  );
}
