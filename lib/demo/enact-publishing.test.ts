import { expect, test } from "vitest";
import { perform } from "@/lib/operations/perform";
import { listDrafts } from "@/lib/publishing/list-drafts";
import { useWorld } from "@/lib/testing/world";
import { demoCatalogue } from "./catalogue";
import { enactPublishing } from "./enact-publishing";

const world = useWorld();

test("on a publisher's desk are a draft, a letter with a set time, and a document that was refused", async () => {
  await world.publish("soc-2-platform");
  const caller = await world.as("publisher");
  const today = new Date();
  await enactPublishing(caller, demoCatalogue(today), today);
  const { drafts } = await perform(caller, listDrafts, {});
  expect(drafts.map(({ fileName, state, publishAt }) => [fileName, state, publishAt !== null]).sort()).toEqual([
    ["Annual_report_scan.pdf", "REFUSED", false],
    ["Bridge_letter.pdf", "READY", true],
    ["SOC2_Type_II_draft.pdf", "READY", false],
  ]);
});
