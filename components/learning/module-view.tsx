import type { Block } from "@/lib/markdown/blocks";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Contents, Prose } from "../prose/prose";
import { Button, ButtonLink } from "../ui/button";
import { Card, Facts, Notice, PageHeader, Time } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { Icon } from "../ui/icon";
import { Rich } from "../ui/rich";
import { ModuleBadge, type ModuleStateName } from "./learning-view";
import { pieces, t, tn } from "@/lib/texts/text";

export interface ModuleViewProps {
  title: string;
  summary: string;
  place: number;
  of: number;
  minutes: number;
  paths: readonly string[];
  state: ModuleStateName;
  blocks: readonly Block[];
  needed: number;
  questions: readonly { text: string; options: readonly string[] }[];
  /** The last answers with what was right and why; null where there are none. */
  result: { right: number; total: number; passed: boolean; at: string; answers: readonly { chosen: number; right: number; why: string }[] } | null;
  /** Where the questions can be answered again. */
  againHref: string;
  /** The questions as a form; null where the last answers are shown. */
  form: IdentityForm | null;
  values: Readonly<Record<string, string>>;
  next: { href: string; title: string } | null;
}

/** A module: the text, and the check at its end. */
export function ModuleView(props: ModuleViewProps) {
  const { title, summary, place, of, minutes, paths, state, blocks, questions, form, result, needed } = props;
  return (
    <>
      <PageHeader
        title={title}
        badge={<ModuleBadge state={state} />}
        crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Learning path"), href: "/center/learning" }, { label: title }]}
        description={summary}
        actions={<ButtonLink href="#check">{t("To the questions")}</ButtonLink>}
      />
      <div className="reading">
        <div className="stack-lg">
          <article className="card reading-sheet">
            <Prose blocks={blocks} language="en" />
          </article>
          <Card id="check" title={t("Check yourself")} className="learn-check">
            {form ? <Questions {...props} form={form} /> : result ? <Result {...props} result={result} /> : null}
          </Card>
        </div>
        <aside className="reading-aside" aria-label={t("About this module")}>
          <Contents blocks={blocks} />
          <Card id="about" title={t("About")}>
            <Facts
              items={[
                { term: t("Module"), value: t("{place} of {all}", { place, all: of }) },
                { term: t("Reading"), value: tn(minutes, "{n} minute", "{n} minutes") },
                { term: t("Check"), value: t("{right} of {all} right", { right: needed, all: questions.length }) },
                { term: t("Paths"), value: paths.join(", ") },
              ]}
            />
          </Card>
        </aside>
      </div>
    </>
  );
}

function Questions({ form, questions, needed, values }: ModuleViewProps & { form: IdentityForm }) {
  return (
    <form method="post" action={form.action}>
      <p className="muted">{t("{needed} of {all} answers have to be right. What was right, and why, you see afterwards; you can answer as often as you like.", { needed, all: questions.length })}</p>
      <FormError error={form.error} />
      <HiddenFields values={form.hidden} />
      {questions.map((question, index) => {
        const name = `q${index + 1}`;
        const error = form.errors?.[name];
        return (
          <fieldset key={name} className="learn-question" aria-describedby={error ? `${name}-error` : undefined}>
            <legend lang="en">{`${index + 1}. ${question.text}`}</legend>
            {question.options.map((option, place) => (
              <label key={option} className="check">
                <input type="radio" name={name} value={place} required defaultChecked={values[name] === String(place)} aria-invalid={error ? true : undefined} />
                <span lang="en">{option}</span>
              </label>
            ))}
            {error ? (
              <span className="field-error" id={`${name}-error`}>
                <Icon name="error" size={15} />
                {error}
              </span>
            ) : null}
          </fieldset>
        );
      })}
      <Button kind="primary">{t("Check my answers")}</Button>
    </form>
  );
}

function Result({ result, questions, needed, againHref, next, state }: ModuleViewProps & { result: NonNullable<ModuleViewProps["result"]> }) {
  const score = { right: result.right, all: result.total };
  return (
    <>
      <Notice kind={result.passed ? "ok" : "warn"} title={result.passed ? t("{right} of {all} right: passed", score) : t("{right} of {all} right", score)}>
        <Rich
          text={
            result.passed
              ? pieces("Answered <time></time>.")
              : state === "PASSED"
                ? pieces("{needed} are needed. Answered <time></time>. You passed earlier, and stay passed.", { needed })
                : pieces("{needed} are needed. Answered <time></time>.", { needed })
          }
          time={() => <Time at={result.at} />}
        />
      </Notice>
      <ol className="learn-answers">
        {questions.map((question, index) => {
          const answer = result.answers[index];
          if (!answer) return null;
          const right = answer.chosen === answer.right;
          return (
            <li key={question.text}>
              <p className="learn-asked" lang="en">{question.text}</p>
              <ul>
                {question.options.map((option, place) => (
                  <li key={option} data-mark={place === answer.right ? "right" : place === answer.chosen ? "wrong" : undefined}>
                    {place === answer.right ? <Icon name="check" size={15} /> : place === answer.chosen ? <Icon name="close" size={15} /> : null}
                    <span>
                      <span lang="en">{option}</span>
                      {place === answer.chosen || place === answer.right ? (
                        <b>{place === answer.chosen ? (right ? t(" Your answer, and right.") : t(" Your answer.")) : t(" Right.")}</b>
                      ) : null}
                    </span>
                  </li>
                ))}
              </ul>
              <p className="learn-why" lang="en">{answer.why}</p>
            </li>
          );
        })}
      </ol>
      <div className="row no-print">
        {next && state === "PASSED" ? (
          <ButtonLink kind="primary" href={next.href}>{t("Next: {title}", { title: next.title })}</ButtonLink>
        ) : state === "PASSED" ? (
          <ButtonLink kind="primary" href="/center/learning">
            {t("Back to the learning path")}
          </ButtonLink>
        ) : null}
        <ButtonLink kind={state === "PASSED" ? "secondary" : "primary"} href={againHref}>
          {t("Answer again")}
        </ButtonLink>
      </div>
    </>
  );
}
