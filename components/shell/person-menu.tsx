import { initials } from "../ui/format";
import { Icon, type IconName } from "../ui/icon";
import { LocaleForm } from "./locale-form";
import { Rich } from "../ui/rich";
import { msg, pieces, t, type Message } from "@/lib/texts/text";

export type Theme = "light" | "dark" | "system";

export interface ShellPerson {
  name: string;
  email: string;
  /** For example `Auditor`. */
  group: string;
}

interface PersonMenuProps {
  person: ShellPerson;
  theme: Theme;
  csrf: string;
  returnTo: string;
  securityHref: string;
  signOutAction: string;
  themeAction: string;
}

const themes: readonly { value: Theme; label: Message; icon: IconName }[] = [
  { value: "light", label: msg("Light"), icon: "sun" },
  { value: "dark", label: msg("Dark"), icon: "moon" },
  { value: "system", label: msg("System"), icon: "system" },
];

/** Who is signed in; security settings, the choice of theme, the way out. */
export function PersonMenu({ person, theme, csrf, returnTo, securityHref, signOutAction, themeAction }: PersonMenuProps) {
  return (
    <details className="menu person-menu" data-menu>
      <summary className="person">
        <span className="avatar" aria-hidden="true">
          {initials(person.name)}
        </span>
        <span className="person-name">
          <b>
            <bdi>{person.name}</bdi>
          </b>
          <small>{person.group}</small>
        </span>
        <span className="sr">{t(". Your menu")}</span>
        <Icon name="chevron-down" size={14} />
      </summary>
      <div className="menu-panel">
        <p className="menu-note">
          <Rich text={pieces("Signed in as <b>{email}</b>", { email: person.email })} b={(words) => <b>{words}</b>} />
        </p>
        <a className="menu-item" href={securityHref}>
          <Icon name="security" />
          {t("Security and sessions")}
        </a>
        <form className="themes" method="post" action={themeAction} aria-label={t("Theme")}>
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="return" value={returnTo} />
          {themes.map(({ value, label, icon }) => (
            <button key={value} name="theme" value={value} aria-pressed={value === theme}>
              <Icon name={icon} size={14} />
              {t(label)}
            </button>
          ))}
        </form>
        <LocaleForm returnTo={returnTo} csrf={csrf} />
        <form method="post" action={signOutAction}>
          <input type="hidden" name="csrf" value={csrf} />
          <button className="menu-item">
            <Icon name="sign-out" />
            {t("Sign out")}
          </button>
        </form>
      </div>
    </details>
  );
}
