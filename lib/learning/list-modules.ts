import { z } from "zod";
import { parseMarkdown } from "@/lib/markdown/parse-markdown";
import { readingMinutes } from "@/lib/markdown/plain-text";
import { operation } from "@/lib/operations/operation";
import { learningPaths } from "./module";
import { modules, modulesOf, pathNames } from "./modules";
import { missingFor, ModuleState, PathName, resultsOf, stateOf } from "./progress";

// The texts are part of the program.
const minutes: ReadonlyMap<string, number> = new Map(modules.map(({ slug, body }) => [slug, readingMinutes(parseMarkdown(body))]));

/** The learning path: its modules and how far the caller has come in each of its three ways. */
export const listModules = operation({
  name: "learning:ListModules",
  summary: "The modules of the learning path, and how far the caller has come.",
  access: "List",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: z.object({
    modules: z.array(z.object({ slug: z.string(), title: z.string(), summary: z.string(), minutes: z.int(), questions: z.int(), paths: z.array(PathName), state: ModuleState, passedAt: z.date().nullable() })),
    paths: z.array(
      z.object({
        path: PathName,
        name: z.string(),
        summary: z.string(),
        passed: z.int(),
        total: z.int(),
        /** What comes next on this way; null when all is passed. */
        next: z.object({ slug: z.string(), title: z.string() }).nullable(),
        certificate: z.object({ code: z.string(), issuedAt: z.date() }).nullable(),
      }),
    ),
  }),
  async handle({ db, caller }) {
    const results = await resultsOf(db, caller.personId);
    const certificates = await db.learningCertificate.findMany({ where: { personId: caller.personId }, select: { path: true, code: true, issuedAt: true } });
    return {
      modules: modules.map(({ slug, title, summary, paths, questions }) => {
        const result = results.get(slug);
        return { slug, title, summary, minutes: minutes.get(slug) ?? 1, questions: questions.length, paths: [...paths], state: stateOf(result), passedAt: result?.passedAt ?? null };
      }),
      paths: learningPaths.map((path) => {
        const missing = missingFor(path, results);
        const [next] = missing;
        const certificate = certificates.find((one) => one.path === path);
        const total = modulesOf(path).length;
        return {
          path,
          ...pathNames[path],
          passed: total - missing.length,
          total,
          next: next ? { slug: next.slug, title: next.title } : null,
          certificate: certificate ? { code: certificate.code, issuedAt: certificate.issuedAt } : null,
        };
      }),
    };
  },
});
