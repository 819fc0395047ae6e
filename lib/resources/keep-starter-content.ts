import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { systemCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { publishStarterContent } from "./publish-starter-content";
import { readStarterContent } from "./read-starter-content";

/** Publishes the texts that come with the portal where some of them are not there yet; otherwise nothing happens, and nothing is recorded. */
export async function keepStarterContent(): Promise<void> {
  const resources = await readStarterContent();
  const there = await asSystem("which texts of the portal's own are there", () => database().resource.count({ where: { slug: { in: resources.map(({ slug }) => slug) } } }));
  if (there < resources.length) await perform(systemCaller("starter-content"), publishStarterContent, { resources });
}
