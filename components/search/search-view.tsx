import { Button, ButtonLink } from "../ui/button";
import { EmptyState, PageHeader } from "../ui/content";
import { Icon } from "../ui/icon";
import { t, tn } from "@/lib/texts/text";

export interface SearchGroup {
  kind: string;
  label: string;
  /** What the link to {@link moreHref} says. */
  more: string;
  hits: readonly { href: string; title: string; detail: string }[];
  /** Where all of this kind are found; null where what is shown is all, or there is no such page. */
  moreHref: string | null;
}

export interface SearchViewProps {
  query: string;
  groups: readonly SearchGroup[];
}

/** What was found, by kind. */
export function SearchView({ query, groups }: SearchViewProps) {
  const total = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  return (
    <>
      <PageHeader title={t("Search")} description={t("Reports, programs, agreements, people, resources, modules and pages that you may see.")} />
      <form method="get" action="/search" className="search-form" role="search">
        <div className="searchbox">
          <Icon name="search" />
          <input className="input" type="search" name="q" defaultValue={query} aria-label={t("Search the portal")} data-hotkey="/" maxLength={200} required />
          <kbd aria-hidden="true">/</kbd>
        </div>
        <Button kind="primary">{t("Search")}</Button>
      </form>
      {query === "" ? null : total === 0 ? (
        <div className="card">
          <EmptyState icon="search" title={t("Nothing found for “{query}”", { query })} actions={<ButtonLink href="/center/resources">{t("Look through the resources")}</ButtonLink>}>
            {t("Words match from their beginning. Try fewer of them, or another spelling. What you may not see is not found either.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <p className="sr" role="status">{tn(total, "{n} result for {query}", "{n} results for {query}", { query })}</p>
          <div className="search-groups">
            {groups.map(({ kind, label, more, hits, moreHref }) => (
              <section key={kind} className="card" aria-labelledby={`hits-${kind}`}>
                <div className="card-head">
                  <h2 id={`hits-${kind}`}>{label}</h2>
                  {moreHref ? (
                    <a className="small" href={moreHref}>
                      {more}
                    </a>
                  ) : null}
                </div>
                <ul className="search-hits">
                  {hits.map(({ href, title, detail }) => (
                    <li key={href + title}>
                      <a href={href}>
                        <bdi>{title}</bdi>
                      </a>
                      <span className="faint small">{detail}</span>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </>
      )}
    </>
  );
}
