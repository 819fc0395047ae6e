import type { ReactNode } from "react";
import { EmptyState } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { Icon } from "../ui/icon";
import { Badge } from "../ui/status";
import { TreeDrag } from "./tree-drag";
import { chainOf, shownUnits, type TreeAccount, type TreeUnit } from "./tree-model";
import { t, tn } from "@/lib/texts/text";

export interface TreeViewProps {
  units: readonly TreeUnit[];
  accounts: readonly TreeAccount[];
  /** False: only a page of the accounts in one place is here. */
  whole: boolean;
  /** The place whose accounts are here where the tree is not whole; null for the top. */
  place: string | null;
  page: number;
  pages: number;
  /** What is chosen: its sheet is beside the tree. */
  chosen: { kind: "account" | "unit"; id: string } | null;
  query: string;
  found: { units: readonly string[]; accounts: number; more: boolean } | null;
  /** The address of a sheet, keeping the search. */
  hrefOf: (kind: "account" | "unit", id: string) => string;
  /** The address of a page of the accounts in the place shown. */
  pageHref: (page: number) => string;
  /** Where the search goes, and what it carries along. */
  search: { action: string; hidden: Readonly<Record<string, string>>; clear: string };
  /** What the person who looks may move. */
  moves: { accounts: boolean; units: boolean };
}

/** The name with what was searched for marked in it. */
function Marked({ text, query }: { text: string; query: string }) {
  const at = query === "" ? -1 : text.toLocaleLowerCase("en").indexOf(query.toLocaleLowerCase("en"));
  if (at < 0) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length)}
    </bdi>
  );
}

function AccountRow({ account, chosen, href, query, moves }: { account: TreeAccount; chosen: boolean; href: string; query: string; moves: boolean }) {
  const drag = moves && !account.closed && !account.management ? { "data-drag": "move-account", "data-id": account.id } : {};
  return (
    <li>
      <a className="node node-account" href={href} aria-current={chosen ? "true" : undefined} {...drag}>
        <span className="node-name">
          <Marked text={account.name} query={query} />
          <small className="num">{account.number}</small>
        </span>
        <span className="node-facts">
          {account.management ? <Badge kind="plain">{t("Management")}</Badge> : null}
          {account.closed ? <Badge kind="withdrawn">{t("Closed")}</Badge> : account.suspended ? <Badge kind="denied">{t("Suspended")}</Badge> : null}
          {account.current ? <Badge kind="ok">{t("You work here")}</Badge> : null}
          {account.members === null || account.closed ? null : <span className="node-count">{tn(account.members, "{n} person", "{n} people")}</span>}
        </span>
      </a>
    </li>
  );
}

function UnitRow({ unit, props, open, children }: { unit: TreeUnit; props: TreeViewProps; open: boolean; children: ReactNode }) {
  const chosen = props.chosen?.kind === "unit" && props.chosen.id === unit.id;
  const { accounts, units } = props.moves;
  const drag = units ? { "data-drag": "move-unit", "data-id": unit.id } : {};
  const drop = (accounts || units) && !unit.shut ? { "data-drop": unit.id } : {};
  return (
    <li className="unit">
      <a className="node node-unit" href={props.hrefOf("unit", unit.id)} aria-current={chosen ? "true" : undefined} {...drag} {...drop}>
        <span className="node-name">
          <Marked text={unit.name} query={props.query} />
        </span>
        <span className="node-facts">
          {unit.suspended ? <Badge kind="denied">{t("Suspended")}</Badge> : null}
          <span className="node-count">{unit.accounts === 0 ? t("empty") : tn(unit.accounts, "{n} account", "{n} accounts")}</span>
        </span>
      </a>
      {children ? (
        <details className="twig" open={open}>
          <summary>
            <Icon name="chevron-right" size={15} />
            <span className="sr">{t("What is in {unit}", { unit: unit.name })}</span>
          </summary>
          {children}
        </details>
      ) : null}
    </li>
  );
}

function Pager({ page, pages, pageHref }: Pick<TreeViewProps, "page" | "pages" | "pageHref">) {
  if (pages < 2) return null;
  return (
    <li className="node-pages">
      {page > 1 ? <a href={pageHref(page - 1)}>{t("Previous")}</a> : null}
      <span className="faint">{t("Page {page} of {pages}", { page, pages })}</span>
      {page < pages ? <a href={pageHref(page + 1)}>{t("Next")}</a> : null}
    </li>
  );
}

/** One level: the accounts that stand in a place, then the units below it. Null where nothing is to be shown. */
function Level({ parentId, props, visible, path }: { parentId: string | null; props: TreeViewProps; visible: ReadonlySet<string> | null; path: readonly string[] }) {
  const { whole, place, found, chosen, query, hrefOf } = props;
  const here = whole || found !== null || place === parentId;
  const accounts = here ? props.accounts.filter((account) => account.unitId === parentId && (found !== null || !account.closed)) : [];
  const units = props.units.filter((unit) => unit.parentId === parentId && (visible === null || visible.has(unit.id)));
  return (
    <ul className="branch">
      {accounts.map((account) => (
        <AccountRow key={account.id} account={account} chosen={chosen?.kind === "account" && chosen.id === account.id} href={hrefOf("account", account.id)} query={query} moves={props.moves.accounts} />
      ))}
      {!whole && found === null && here ? <Pager {...props} /> : null}
      {units.map((unit) => {
        const elsewhere = !whole && found === null && place !== unit.id && unit.direct > 0;
        const filled = elsewhere || props.accounts.some(({ unitId }) => unitId === unit.id) || props.units.some(({ parentId: up }) => up === unit.id);
        return (
          <UnitRow key={unit.id} unit={unit} props={props} open={whole || found !== null || path.includes(unit.id)}>
            {filled && (visible === null || filled) ? (
              <>
                {elsewhere ? (
                  <a className="node-more" href={hrefOf("unit", unit.id)}>
                    {tn(unit.direct, "Show its {n} account", "Show its {n} accounts")}
                  </a>
                ) : null}
                <Level parentId={unit.id} props={props} visible={visible} path={path} />
              </>
            ) : null}
          </UnitRow>
        );
      })}
    </ul>
  );
}

function Found({ found, query, clear }: { found: NonNullable<TreeViewProps["found"]>; query: string; clear: string }) {
  const accounts = found.accounts > 0 ? tn(found.accounts, "{n} account", "{n} accounts") : "";
  const units = found.units.length > 0 ? tn(found.units.length, "{n} unit", "{n} units") : "";
  const what = accounts !== "" && units !== "" ? t("{accounts} and {units}", { accounts, units }) : accounts || units;
  return (
    <p className="tree-found small" role="status">
      {what === "" ? t("Nothing is called “{query}”.", { query }) : found.more ? t("{what} found, the first of more: search for more of the name.", { what }) : t("{what} found.", { what })} <a href={clear}>{t("Show all")}</a>
    </p>
  );
}

/** The tree of an organization: accounts and units, level by level, with a search that keeps what is above. Everything is a link or a disclosure. */
export function TreeView(props: TreeViewProps) {
  const { units, accounts, found, query, search, whole, place } = props;
  const visible = found === null ? null : shownUnits(units, found.units, accounts);
  const closed = found === null ? accounts.filter((account) => account.closed) : [];
  const chosenPlace = props.chosen?.kind === "unit" ? props.chosen.id : (accounts.find(({ id }) => id === props.chosen?.id)?.unitId ?? place);
  const movable = (props.moves.accounts || props.moves.units) && units.length > 0;
  return (
    <section className="tree card" aria-labelledby="tree-title">
      <div className="tree-head" data-drop={movable ? "root" : undefined}>
        <h2 id="tree-title">{t("Units and accounts")}</h2>
        <form className="tree-search" role="search" action={search.action} method="get">
          <HiddenFields values={search.hidden} />
          <input className="input" type="search" name="q" defaultValue={query} placeholder={t("Name or number")} aria-label={t("Search units and accounts")} maxLength={200} data-hotkey="/" />
          <button className="btn">{t("Search")}</button>
        </form>
      </div>
      {found ? <Found found={found} query={query} clear={search.clear} /> : null}
      {accounts.length + units.length === 0 && !found ? (
        <EmptyState icon="organization" title={t("Nothing here yet")}>
          {t("Accounts are places to work, with their own people; units hold accounts together. Add the first one beside this.")}
        </EmptyState>
      ) : (
        <div className="tree-root">
          <Level parentId={null} props={props} visible={visible} path={chainOf(units, chosenPlace)} />
        </div>
      )}
      {closed.length > 0 ? (
        <details className="tree-closed" open={closed.some(({ id }) => id === props.chosen?.id)}>
          <summary>{tn(closed.length, "Closed: {n} account", "Closed: {n} accounts")}</summary>
          <ul className="branch">
            {closed.map((account) => (
              <AccountRow key={account.id} account={account} chosen={props.chosen?.id === account.id} href={props.hrefOf("account", account.id)} query={query} moves={false} />
            ))}
          </ul>
        </details>
      ) : null}
      {movable ? <TreeDrag>{t("Drag an account or a unit to where it shall stand. What the move changes is shown before anything happens.")}</TreeDrag> : null}
      {whole ? null : <p className="tree-note faint small">{t("This organization is large: accounts show one place at a time. Choose a unit, or search.")}</p>}
    </section>
  );
}
