"use client";

import type { ReactNode } from "react";
import { SkipLink } from "../ui/content";
import { Icon, type IconName } from "../ui/icon";
import { Seal } from "../ui/seal";
import { AccountSwitcher, type ShellAccount, type ShellOrganization, type ShellRole } from "./account-switcher";
import { PersonMenu, type ShellPerson, type Theme } from "./person-menu";
import { t } from "@/lib/texts/text";

export type { ShellAccount, ShellOrganization } from "./account-switcher";
export type { ShellPerson, Theme } from "./person-menu";

export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  /** This page or one below it. */
  current?: boolean;
  /** What waits there for the person. */
  count?: number;
}

export interface AppShellProps {
  operatorName: string;
  /** Stands under the operator's name. */
  portalName?: string;
  homeHref?: string;
  csrf: string;
  /** Path to come back to after a change of theme or account. */
  returnTo: string;
  theme: Theme;
  person: ShellPerson;
  account: ShellAccount;
  organizations: readonly ShellOrganization[];
  nav: readonly NavItem[];
  /** Whether the person may search. */
  search?: boolean;
  securityHref?: string;
  switchAccountAction?: string;
  signOutAction?: string;
  themeAction?: string;
  /** Roles that the person may assume now. */
  roles?: readonly ShellRole[];
  /** Stands above every page, for as long as a role is assumed. */
  banner?: ReactNode;
  /** Answer to what the person just did, or a state that concerns every page. */
  notice?: ReactNode;
  children: ReactNode;
}

/** The frame of every page behind sign-in: a column at the left, a bar with a menu below 900 px. */
export function AppShell({
  operatorName,
  portalName = t("Evidence portal"),
  homeHref = "/reports",
  csrf,
  returnTo,
  theme,
  person,
  account,
  organizations,
  nav,
  search = false,
  securityHref = "/security",
  switchAccountAction = "/api/identity/SwitchAccount",
  signOutAction = "/api/identity/SignOut",
  themeAction = "/theme",
  roles,
  banner,
  notice,
  children,
}: AppShellProps) {
  return (
    <div className="shell">
      <SkipLink />
      <header className="side">
        <a className="brand" href={homeHref}>
          <Seal />
          <span>
            <b>{operatorName}</b>
            <small>{portalName}</small>
          </span>
        </a>
        <button type="button" className="btn side-toggle" popoverTarget="menu">
          <Icon name="menu" />
          {t("Menu")}
        </button>
        <div className="side-menu" id="menu" popover="auto">
          <AccountSwitcher account={account} organizations={organizations} action={switchAccountAction} csrf={csrf} returnTo={returnTo} roles={roles} />
          {search ? (
            <a className="search-open no-print" href="/search" data-palette={csrf}>
              <Icon name="search" size={15} />
              {t("Search")}
              <kbd aria-hidden="true">{t("Ctrl K")}</kbd>
            </a>
          ) : null}
          <nav className="side-nav" aria-label={t("Main")}>
            <ul>
              {nav.map((item) => (
                <li key={item.href}>
                  <a href={item.href} aria-current={item.current ? "page" : undefined}>
                    <Icon name={item.icon} size={17} />
                    {item.label}
                    {item.count ? (
                      <span className="nav-count">
                        {item.count > 99 ? "99+" : item.count}
                        <span className="sr"> {t("waiting")}</span>
                      </span>
                    ) : null}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <PersonMenu
            person={person}
            theme={theme}
            csrf={csrf}
            returnTo={returnTo}
            securityHref={securityHref}
            signOutAction={signOutAction}
            themeAction={themeAction}
          />
        </div>
      </header>
      <main id="main" className="main" tabIndex={-1}>
        {banner}
        {notice ? <div className="main-notice">{notice}</div> : null}
        {children}
      </main>
    </div>
  );
}
