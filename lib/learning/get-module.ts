import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { moduleResource, neededRight } from "./module";
import { moduleBySlug, modules } from "./modules";
import { judge, ModuleState, PathName, resultsOf, stateOf } from "./progress";

/** A module with its questions. What is right, and why, comes with the person's own answers and never before them. */
export const getModule = operation({
  name: "learning:GetModule",
  summary: "A module of the learning path with its questions, and with what was right where the caller has answered.",
  access: "Read",
  reach: "self",
  browsing: true,
  input: z.object({ module: Slug }),
  output: z.object({
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    /** Markdown. */
    body: z.string(),
    paths: z.array(PathName),
    /** Place among all modules, from 1. */
    place: z.int(),
    of: z.int(),
    needed: z.int(),
    questions: z.array(z.object({ text: z.string(), options: z.array(z.string()) })),
    state: ModuleState,
    /** The caller's last answers; null where there are none. */
    result: z
      .object({ right: z.int(), total: z.int(), passed: z.boolean(), attempts: z.int(), at: z.date(), passedAt: z.date().nullable(), answers: z.array(z.object({ chosen: z.int(), right: z.int(), why: z.string() })) })
      .nullable(),
    next: z.object({ slug: z.string(), title: z.string() }).nullable(),
  }),
  resource({ input }) {
    const module = moduleBySlug(input.module);
    if (!module) return Promise.reject(new MunimentError("ResourceNotFound"));
    return Promise.resolve(module);
  },
  async handle({ db, caller, resource: module }) {
    const result = (await resultsOf(db, caller.personId)).get(module.slug);
    const place = modules.indexOf(module);
    const next = modules[place + 1];
    const { slug, title, summary, body, paths, questions } = module;
    return {
      slug,
      title,
      summary,
      body,
      paths: [...paths],
      place: place + 1,
      of: modules.length,
      needed: neededRight(module),
      questions: questions.map((question) => ({ text: question.text, options: [...question.options] })),
      state: stateOf(result),
      result: result
        ? {
            ...judge(module, result.answers),
            attempts: result.attempts,
            at: result.at,
            passedAt: result.passedAt,
            answers: questions.map((question, index) => ({ chosen: result.answers[index] ?? -1, right: question.right, why: question.why })),
          }
        : null,
      next: next ? { slug: next.slug, title: next.title } : null,
    };
  },
  record: ({ input }) => ({ resources: [moduleResource(input.module)] }),
});
