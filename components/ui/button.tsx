import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react";
import { Icon, type IconName } from "./icon";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger" | "danger-solid";

interface Look {
  kind?: ButtonKind;
  size?: "small" | "large";
  wide?: boolean;
  icon?: IconName;
}

function classes({ kind = "secondary", size, wide }: Look, extra: string | undefined): string {
  let result = kind === "secondary" ? "btn" : `btn btn-${kind}`;
  if (size) result += ` btn-${size}`;
  if (wide) result += " btn-wide";
  return extra ? `${result} ${extra}` : result;
}

export type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement>;

/** A button of a form; it submits unless told otherwise. One primary button per page. */
export function Button({ kind, size, wide, icon, className, children, type = "submit", ...rest }: ButtonProps) {
  return (
    <button type={type} className={classes({ kind, size, wide }, className)} {...rest}>
      {icon ? <Icon name={icon} size={15} /> : null}
      {children}
    </button>
  );
}

export type ButtonLinkProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ kind, size, wide, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <a className={classes({ kind, size, wide }, className)} {...rest}>
      {icon ? <Icon name={icon} size={15} /> : null}
      {children}
    </a>
  );
}
