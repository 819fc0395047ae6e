import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { parseMarkdown } from "@/lib/markdown/parse-markdown";
import { plainText } from "@/lib/markdown/plain-text";
import { perform } from "@/lib/operations/perform";
import { anonymousFrom, outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { answerCheck } from "./answer-check";
import { getCompletionCertificate } from "./get-certificate";
import { getModule } from "./get-module";
import { issueCertificate } from "./issue-certificate";
import { listModules } from "./list-modules";
import { learningPaths, neededRight } from "./module";
import { modules, modulesOf } from "./modules";
import { verifyCertificate } from "./verify-certificate";

const world = useWorld();

const answersTo = (slug: string, wrong = 0) => {
  const questions = modules.find((module) => module.slug === slug)?.questions ?? [];
  const [q1, q2, q3, q4] = questions.map(({ right, options }, index) => (index < wrong ? (right + 1) % options.length : right));
  return { module: slug, q1, q2, q3, q4 };
};

describe("the modules", () => {
  test("are at least six, each 600 to 1,200 words with something to do in the portal and a check that can be answered", () => {
    expect(modules.length).toBeGreaterThanOrEqual(6);
    for (const { slug, body, questions, paths } of modules) {
      const blocks = parseMarkdown(body);
      const words = plainText(blocks).split(/\s+/).length;
      expect(words, slug).toBeGreaterThanOrEqual(600);
      expect(words, slug).toBeLessThanOrEqual(1200);
      expect(body, slug).toContain("## What to do in the portal");
      expect(questions.length, slug).toBe(4);
      expect(paths.length, slug).toBeGreaterThan(0);
      for (const { options, right } of questions) expect(options[right], slug).toBeDefined();
    }
    for (const learningPath of learningPaths) expect(modulesOf(learningPath).length, learningPath).toBeGreaterThanOrEqual(4);
    // Whoever always takes the same place must not pass.
    for (const module of modules) for (const place of [0, 1, 2]) expect(module.questions.filter(({ right }) => right === place).length, module.slug).toBeLessThan(neededRight(module));
  });
});

describe("the learning path", () => {
  test("tells what was right only to whoever has answered, and then why", async () => {
    const person = await world.as("alpha-viewer");
    const before = await perform(person, getModule, { module: "evidence" });
    expect(before.result).toBeNull();
    expect(JSON.stringify(before)).not.toContain(modules[0]?.questions[0]?.why);
    expect(await perform(person, answerCheck, answersTo("evidence", 2))).toEqual({ module: "evidence", right: 2, total: 4, passed: false });
    const after = await perform(person, getModule, { module: "evidence" });
    expect(after).toMatchObject({ state: "TRY_AGAIN", result: { right: 2, attempts: 1, passedAt: null } });
    expect(after.result?.answers[0]?.why).toBe(modules[0]?.questions[0]?.why);
  });

  test("keeps somebody passed who later answers worse", async () => {
    const person = await world.as("alpha-viewer");
    await perform(person, answerCheck, answersTo("evidence", 1));
    await perform(person, answerCheck, answersTo("evidence", 4));
    expect(await perform(person, getModule, { module: "evidence" })).toMatchObject({ state: "PASSED", result: { right: 0, attempts: 3 } });
  });

  test("counts nothing of answers that are not complete, and knows no other modules", async () => {
    const person = await world.as("alpha-auditor");
    expect(await outcomeOf(perform(person, answerCheck, { module: "evidence", q1: 0, q2: 0, q3: 0 }))).toBe("ValidationException");
    expect(await outcomeOf(perform(person, answerCheck, { module: "evidence", q1: 0, q2: 0, q3: 0, q4: 9 }))).toBe("ValidationException");
    expect(await outcomeOf(perform(person, answerCheck, { module: "cooking", q1: 0 }))).toBe("ResourceNotFound");
    expect(await outcomeOf(perform(person, getModule, { module: "cooking" }))).toBe("ResourceNotFound");
    expect((await perform(person, listModules, {})).modules.every(({ state }) => state === "OPEN")).toBe(true);
  });

  test("ends in one certificate, for its own person alone, which anybody who holds its id can check", async () => {
    const person = await world.as("alpha-auditor");
    expect(await outcomeOf(perform(person, issueCertificate, { path: "legal" }))).toBe("Conflict");
    for (const { slug } of modulesOf("legal")) await perform(person, answerCheck, answersTo(slug));
    const [first, second] = await Promise.all([perform(person, issueCertificate, { path: "legal" }), perform(person, issueCertificate, { path: "legal" })]);
    expect(first).toEqual(second);
    const { sha256, bytes } = await perform(person, getCompletionCertificate, { path: "legal" });
    const hex = Buffer.from(sha256).toString("hex");
    const pdf = await readFile(path.join(config().dataDir, "documents", hex.slice(0, 2), hex));
    expect(pdf.length).toBe(bytes);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(await outcomeOf(perform(await world.as("beta-auditor"), getCompletionCertificate, { path: "legal" }))).toBe("ResourceNotFound");
    const asked = await perform(anonymousFrom("198.51.100.7"), verifyCertificate, { code: first.code.toLowerCase().replaceAll("-", " ") });
    expect(asked.certificate).toMatchObject({ code: first.code, name: "Άννα Ελεγκτή", path: "Legal" });
    for (const code of ["0000-0000-0000-0000", "nonsense"]) expect(await perform(anonymousFrom("198.51.100.7"), verifyCertificate, { code })).toEqual({ genuine: false, certificate: null });
    await expect(rows("UPDATE learning_certificate SET name = 'Somebody'")).rejects.toThrow();
    expect(await rows("SELECT count(*)::int AS n FROM audit_event WHERE operation = 'learning:IssueCertificate' AND outcome = 'Success' AND resources = ARRAY[$1]", [`learning-certificate/${first.code}`])).toEqual([{ n: 2 }]);
  });
});
