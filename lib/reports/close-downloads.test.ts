import { expect, test } from "vitest";
import { systemCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { rows, useWorld } from "@/lib/testing/world";
import { acceptTerms } from "./accept-terms";
import { closeDownloads } from "./close-downloads";
import { completeDownload } from "./complete-download";
import { getReport } from "./get-report";

const world = useWorld();

test("a download whose process was killed has an end in the trail, for the person and account whose copy it is; what goes on after all is whole in the end", async () => {
  const reportId = await world.publish("cut-off");
  const caller = await world.as("alpha-auditor");
  const { ticket } = await perform(caller, acceptTerms, { reportId, termsRevision: 1, accepted: true });
  const { downloadId, personalisation, correlationId } = await perform(caller, getReport, { reportId, ticket });
  const state = async () => (await rows("SELECT state::text AS state, ended_at IS NOT NULL AS ended FROM download WHERE id = $1", [downloadId]))[0];

  expect(await closeDownloads(new Date(Date.now() - 60_000)), "what has just begun is being sent").toBe(0);
  const closed = await Promise.all([closeDownloads(new Date(Date.now() + 1000)), closeDownloads(new Date(Date.now() + 1000))]);
  expect(closed[0] + closed[1], "two processes close it once").toBe(1);
  expect(await state()).toEqual({ state: "ABORTED", ended: true });
  const events = await rows("SELECT parameters, person_email, account_id FROM audit_event WHERE operation = 'reports:CompleteDownload' AND outcome = 'Success' AND parameters->>'downloadId' = $1", [downloadId]);
  expect(events).toEqual([{ parameters: { downloadId, delivery: "interrupted", bytesSent: null, sha256: null }, person_email: caller.email, account_id: caller.account?.id }]);

  const whole = { downloadId, complete: true, bytesSent: personalisation.length, start: 0, total: personalisation.length, sha256: new Uint8Array(32), correlationId };
  await perform(systemCaller("delivery"), completeDownload, whole);
  expect(await state()).toEqual({ state: "COMPLETED", ended: true });
  expect(await closeDownloads(new Date(Date.now() + 1000))).toBe(0);
});
