import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ResourceSlug, Written } from "./models";

export const Starter = Written.extend({ slug: ResourceSlug, body: z.string().min(1) });
export type Starter = z.infer<typeof Starter>;

const split = (list: string | undefined): string[] => (list ?? "").split(",").map((word) => word.trim()).filter(Boolean);

/**
 * A file of the texts that come with the portal: one or more resources, each a head of `name: value` lines, a blank line and the text in Markdown, parted by
 * lines of `===`. @throws Error naming the file and what is wrong
 */
export function readStarterFile(name: string, content: string): Starter[] {
  return content.split(/^===$/m).map((part) => {
    const [head = "", ...body] = part.trim().split(/\n\s*\n/);
    const facts = Object.fromEntries(head.split("\n").flatMap((line) => (line.includes(":") ? [[line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]] : [])));
    const read = Starter.safeParse({ ...facts, programs: split(facts["programs"]), topics: split(facts["topics"]), body: body.join("\n\n") });
    if (!read.success) throw new Error(`${name}, ${facts["slug"] ?? "without a slug"}: ${read.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`).join(" ")}`);
    return read.data;
  });
}

/** The texts that come with the portal, in the order of their files. */
export async function readStarterContent(folder = path.join(import.meta.dirname, "starter")): Promise<Starter[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md")).toSorted();
  return (await Promise.all(names.map(async (name) => readStarterFile(name, await readFile(path.join(folder, name), "utf8"))))).flat();
}
