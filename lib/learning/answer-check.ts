import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { moduleResource } from "./module";
import { moduleBySlug } from "./modules";
import { judge } from "./progress";
import { t } from "@/lib/texts/text";

const Choice = z.coerce.number().int().min(0).max(20).optional();

/** Checks the answers to the questions of a module and keeps how it went. Whoever has passed stays passed. */
export const answerCheck = operation({
  name: "learning:AnswerCheck",
  summary: "Checks the answers to a module's questions and keeps how it went.",
  access: "Write",
  reach: "self",
  /** The option chosen for each question, from 0. */
  input: z.object({ module: Slug, q1: Choice, q2: Choice, q3: Choice, q4: Choice, q5: Choice, q6: Choice }),
  output: z.object({ module: z.string(), right: z.int(), total: z.int(), passed: z.boolean() }),
  resource({ input }) {
    const module = moduleBySlug(input.module);
    if (!module) return Promise.reject(new MunimentError("ResourceNotFound"));
    return Promise.resolve(module);
  },
  async handle({ db, caller, input, resource: module }) {
    const given = [input.q1, input.q2, input.q3, input.q4, input.q5, input.q6].slice(0, module.questions.length);
    const fields = module.questions.flatMap(({ options }, index) => {
      const choice = given[index];
      return choice !== undefined && choice < options.length ? [] : [{ field: `q${index + 1}`, message: t("Choose an answer.") }];
    });
    if (fields.length > 0) throw new MunimentError("ValidationException", t("Answer every question, then send them again. Nothing was counted."), { fields });
    const answers = given.map((choice) => choice ?? 0);
    const { right, total, passed } = judge(module, answers);
    const at = now();
    const key = { personId: caller.personId, module: module.slug };
    const before = await db.learningResult.findUnique({ where: { personId_module: key }, select: { passedAt: true } });
    const facts = { answers, right, total, at, passedAt: before?.passedAt ?? (passed ? at : null) };
    await db.learningResult.upsert({ where: { personId_module: key }, create: { ...key, ...facts, attempts: 1 }, update: { ...facts, attempts: { increment: 1 } } });
    return { module: module.slug, right, total, passed };
  },
  record: ({ output }) => ({ resources: [moduleResource(output.module)], parameters: { right: output.right, total: output.total, passed: output.passed } }),
  recordRefusal: ({ input }) => ({ resources: [moduleResource(input.module)] }),
});
