import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate, explain } from "./evaluate";
import { factsOfReport } from "./report-facts";
import { noResource, reportResource } from "./actions";
import { anyAction, anyCallerFacts, anyLayers, anyReport, readLayers } from "./testing";
import { cedarAllows, cedarPolicies } from "./testing-cedar";

const runs = process.env["LONG_TESTS"] ? 100_000 : 2_000;

test(
  `${runs.toLocaleString("en")} random policy sets, trees and requests are decided as Cedar decides them`,
  () => {
    let allowed = 0;
    fc.assert(
      // Cedar's patterns have no "?".
      fc.property(anyLayers(["*"]), anyAction, anyCallerFacts, fc.option(anyReport, { freq: 6 }), (written, action, facts, report) => {
        const layers = readLayers(written);
        const request = { action, resource: report ? reportResource(report.series) : noResource, facts: report ? { ...facts, ...factsOfReport(report) } : facts };
        const answer = evaluate(layers, request);
        if (answer) allowed += 1;
        expect(answer).toBe(cedarAllows(cedarPolicies(written), request));
        expect(explain(layers, request).allowed).toBe(answer);
      }),
      { numRuns: runs },
    );
    // Of requests that are nearly all refused nothing could be learnt.
    expect(allowed / runs).toBeGreaterThan(0.08);
  },
  runs * 60,
);
