import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { learningPaths, neededRight, type LearningPath, type Module } from "./module";
import { modules, modulesOf } from "./modules";

export const PathName = z.enum(learningPaths);

/** How a person stands with a module. */
export const ModuleState = z.enum(["OPEN", "TRY_AGAIN", "PASSED"]);
export type ModuleState = z.infer<typeof ModuleState>;

type Result = { module: string; passedAt: Date | null };

export const stateOf = (result: Result | undefined): ModuleState => (result === undefined ? "OPEN" : result.passedAt === null ? "TRY_AGAIN" : "PASSED");

/** The results of a person, by the slug of the module; those of modules that there are no more are left out. */
export async function resultsOf(db: Db, personId: string) {
  const results = await db.learningResult.findMany({ where: { personId, module: { in: modules.map(({ slug }) => slug) } } });
  return new Map(results.map((result) => [result.module, result]));
}

/** The modules of a path that are not passed yet, in their order. */
export const missingFor = (path: LearningPath, results: ReadonlyMap<string, Result>): readonly Module[] => modulesOf(path).filter(({ slug }) => stateOf(results.get(slug)) !== "PASSED");

/** Answers against what is right. Of a question that was added or changed since, an answer that fits none counts as wrong. */
export function judge(module: Module, answers: readonly number[]): { right: number; total: number; passed: boolean } {
  const right = module.questions.filter((question, index) => question.right === answers[index]).length;
  return { right, total: module.questions.length, passed: right >= neededRight(module) };
}
