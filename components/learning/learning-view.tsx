import type { IdentityForm } from "../identity/sign-in-view";
import { Button, ButtonLink } from "../ui/button";
import { CopyId, Day, PageHeader } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { Rich } from "../ui/rich";
import { Badge } from "../ui/status";
import { pieces, t, tn } from "@/lib/texts/text";

export type ModuleStateName = "OPEN" | "TRY_AGAIN" | "PASSED";

export interface PathCard {
  path: string;
  name: string;
  summary: string;
  passed: number;
  total: number;
  next: { href: string; title: string } | null;
  /** ISO date-time. */
  certificate: { code: string; issuedAt: string } | null;
  /** Issues the certificate, or downloads it. */
  form: IdentityForm;
}

export interface ModuleRow {
  href: string;
  title: string;
  summary: string;
  minutes: number;
  questions: number;
  paths: readonly string[];
  state: ModuleStateName;
}

export interface LearningViewProps {
  paths: readonly PathCard[];
  modules: readonly ModuleRow[];
  /** The path that is chosen; empty for all modules. */
  filter: { label: string; href: string; current: boolean }[];
}

/** How it stands with a module, in a shape and a word. */
export function ModuleBadge({ state }: { state: ModuleStateName }) {
  if (state === "PASSED") return <Badge kind="ok">{t("Passed")}</Badge>;
  return state === "TRY_AGAIN" ? <Badge kind="soon">{t("Answered, not passed")}</Badge> : <Badge kind="future">{t("Open##adjective")}</Badge>;
}

/** The learning path: three ways through the modules, how far one has come, and the certificate at the end. */
export function LearningView({ paths, modules, filter }: LearningViewProps) {
  return (
    <>
      <PageHeader
        title={t("Learning path")}
        crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Learning path") }]}
        description={t("Short modules on working with evidence, each with something to do in this portal and a few questions at its end. Pass all of a path for its certificate.")}
      />
      <h2 className="sr">{t("Paths")}</h2>
      <ul className="learn-paths">
        {paths.map((path) => (
          <li key={path.path} className="card">
            <h3>{path.name}</h3>
            <p className="muted">{path.summary}</p>
            <div className="learn-progress">
              <progress value={path.passed} max={path.total} aria-label={t("{path}: modules passed", { path: path.name })} />
              <span className="num small">{t("{passed} of {all} passed", { passed: path.passed, all: path.total })}</span>
            </div>
            <PathAction path={path} />
          </li>
        ))}
      </ul>
      <section aria-labelledby="modules" className="learn-modules">
        <div className="card-head">
          <h2 id="modules">{t("Modules")}</h2>
          <nav className="row" aria-label={t("Modules of a path")}>
            {filter.map(({ label, href, current }) => (
              <a key={href} className="small" href={href} aria-current={current ? "true" : undefined}>
                {label}
              </a>
            ))}
          </nav>
        </div>
        <ol className="learn-list">
          {modules.map((module) => (
            <li key={module.href}>
              <div>
                <h3>
                  <a href={module.href} lang="en">{module.title}</a>
                </h3>
                <p lang="en">{module.summary}</p>
                <p className="faint small">{[tn(module.minutes, "{n} minute", "{n} minutes"), tn(module.questions, "{n} question", "{n} questions"), module.paths.join(", ")].join(" · ")}</p>
              </div>
              <ModuleBadge state={module.state} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function PathAction({ path }: { path: PathCard }) {
  const { next, certificate, form, passed } = path;
  if (next) {
    return (
      <div className="learn-next">
        <p className="small muted">{t("Next: {title}", { title: next.title })}</p>
        <ButtonLink href={next.href} aria-label={passed > 0 ? t("Go on with {path}: {title}", { path: path.name, title: next.title }) : t("Begin with {path}: {title}", { path: path.name, title: next.title })}>
          {passed > 0 ? t("Go on") : t("Begin")}
        </ButtonLink>
      </div>
    );
  }
  return (
    <div className="learn-certificate">
      {certificate ? (
        <p className="small">
          <Rich
            text={pieces("Certificate of <day></day>, verification id <id></id>")}
            day={() => <Day at={certificate.issuedAt.slice(0, 10)} />}
            id={() => <CopyId value={certificate.code} short={certificate.code} label={t("verification id")} />}
          />
        </p>
      ) : (
        <p className="small">{t("All passed. Your certificate names you as this portal does.")}</p>
      )}
      <form method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        <Button icon={certificate ? "download" : "stamp"}>{certificate ? t("Download the certificate") : t("Get the certificate")}</Button>
      </form>
    </div>
  );
}
