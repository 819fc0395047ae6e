import type { PolicyProblem } from "@/lib/access/policy";
import { Icon } from "../ui/icon";
import { t, tn } from "@/lib/texts/text";

const maxShown = 20;

/** What is wrong with a document, in the order of its lines; each leads to its place where a script can go there. */
export function ProblemList({ id, problems, onGo }: { id: string; problems: readonly PolicyProblem[]; onGo?: ((problem: PolicyProblem) => void) | undefined }) {
  const shown = problems.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, maxShown);
  return (
    <div className="problems" id={id} role="status">
      {problems.length === 0 ? (
        <p className="problems-none">
          <Icon name="ok" size={15} />
          {t("No problems")}
        </p>
      ) : (
        <>
          <p className="problems-some">
            <Icon name="error" size={15} />
            {problems.length > maxShown ? t("{n} problems, the first {shown}:", { n: problems.length, shown: maxShown }) : tn(problems.length, "{n} problem", "{n} problems")}
          </p>
          <ol>
            {shown.map((problem, index) => {
              const words = (
                <>
                  <span className="num">{t("Line {line}, column {column}", { line: String(problem.line), column: String(problem.column) })}</span> {problem.reason}
                </>
              );
              return (
                <li key={index}>
                  {onGo ? (
                    <button type="button" onClick={() => onGo(problem)}>
                      {words}
                    </button>
                  ) : (
                    words
                  )}
                </li>
              );
            })}
          </ol>
        </>
      )}
    </div>
  );
}
