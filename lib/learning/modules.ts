import type { LearningPath, Module } from "./module";
import { agreements } from "./modules/agreements";
import { auditTrail } from "./modules/audit-trail";
import { certificates } from "./modules/certificates";
import { complementaryControls } from "./modules/complementary-controls";
import { copies } from "./modules/copies";
import { evidence } from "./modules/evidence";
import { periods } from "./modules/periods";
import { readingReports } from "./modules/reading-reports";

/** The modules in the order in which they build on each other. */
export const modules: readonly Module[] = [evidence, readingReports, periods, complementaryControls, certificates, copies, agreements, auditTrail];

const bySlug: ReadonlyMap<string, Module> = new Map(modules.map((module) => [module.slug, module]));

export const moduleBySlug = (slug: string): Module | undefined => bySlug.get(slug);

export const modulesOf = (path: LearningPath): readonly Module[] => modules.filter(({ paths }) => paths.includes(path));

export const pathNames: Readonly<Record<LearningPath, { name: string; summary: string }>> = {
  auditing: { name: "Auditing", summary: "For auditors, internal and external: from the opinion of a report to workpapers that others can check." },
  compliance: { name: "Compliance", summary: "For those who run a vendor or compliance program: what a report covers, what it leaves to you, and what must be accepted." },
  legal: { name: "Legal", summary: "For counsel and privacy: terms, agreements, whom they bind, and how it is proved later." },
};
