import { describe, expect, test } from "vitest";
import { shownWhom } from "./series-fields";

const everyone = { audience: "everyone" as const, askable: true, viewOnly: false, organizations: [] };

describe("the form of a series that was refused", () => {
  test("shows for whom it was filled in, ticks as well, and never the stored choice in its place", () => {
    const kept = { name: "X", audience: "named", organizations: "alpha beta", viewOnly: "on" };
    expect(shownWhom(everyone, kept)).toEqual({ audience: "named", askable: false, viewOnly: true, organizations: [{ slug: "alpha", name: "alpha" }, { slug: "beta", name: "beta" }] });
    expect(shownWhom(everyone, { name: "X" }).audience, "not chosen is chosen anew").toBeNull();
    expect(shownWhom(everyone, {})).toEqual(everyone);
  });
});
