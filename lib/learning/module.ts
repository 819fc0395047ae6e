export const learningPaths = ["auditing", "compliance", "legal"] as const;
export type LearningPath = (typeof learningPaths)[number];

/** A question of the check: one of the options is right. */
export type Question = Readonly<{
  text: string;
  options: readonly string[];
  /** Place of the right one, from 0. */
  right: number;
  /** Why it is, shown after the answer. */
  why: string;
}>;

/** A lesson with its check. What is right never leaves the server before an answer was given. */
export type Module = Readonly<{
  slug: string;
  title: string;
  summary: string;
  /** The paths that it belongs to. */
  paths: readonly LearningPath[];
  /** Markdown. */
  body: string;
  questions: readonly Question[];
}>;

/** How many answers must be right: three of four. */
export const neededRight = (module: Module): number => Math.ceil(module.questions.length * 0.75);

export const moduleResource = (slug: string): string => `module/${slug}`;
