import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closingOperators, mendContent, scanContent } from "./scan-content";

const scan = (text: string) => scanContent(Buffer.from(text, "latin1"));

describe("scanContent", () => {
  it.each([
    ["q q Q", { openStates: 1, strayRestores: [] }],
    ["Q q Q Q", { openStates: 0, strayRestores: [0, 6] }],
    ["(Q \\) Q) Tj <51> Tj % Q\n/Q gs [(Q) Q] TJ", { openStates: 0, strayRestores: [] }],
    ["BI /W 1 /H 1 ID Q EI\x00 Q\nEI Q", { strayRestores: [27] }],
    ["BI /W 1 /H 1 ID \x01\nEI \x00Q \x00\n1 w", { strayRestores: [22], dangling: false }],
    ["BT (a) Tj", { openText: true }],
    ["/P <</MCID 0>> BDC /Q BMC EMC", { openMarked: 1 }],
    ["1 0 0 1 0 0 cm 5 5", { dangling: true, complete: 14 }],
    ["1 w (open", { dangling: true, complete: 3 }],
  ])("counts what viewers count: %s", (content, expected) => {
    expect(scan(content)).toMatchObject(expected);
  });

  const token = fc.constantFrom(
    ..."q Q BT ET EMC (a\\)) (a ) <41> < > [ ] << >> % / /Name 1 -0.5 true BI ID EI cm Do Tj W n f* ' \" \n \x00".split(" "),
    "/P BMC",
    "/P <</MCID 0>> BDC",
    "BI /W 1 ID \x01\x02 EI",
    "\n",
  );

  it("is mended so that nothing stays open, whatever the content", () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
        const content = Buffer.from(tokens.join(" "), "latin1");
        const first = scanContent(content);
        const mended = Buffer.from(mendContent(content, first)).toString("latin1");
        const closed = scan(`q\n${mended}\n${closingOperators(scan(mended))}Q\n/Artifact BMC /Mark Do EMC`);
        expect(closed).toMatchObject({ strayRestores: [], openStates: 0, openText: false, openMarked: 0, dangling: false });
      }),
      { numRuns: 1_000 },
    );
  });
});
