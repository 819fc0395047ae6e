import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressKey } from "./throttle";

describe("what counts as one address", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["2001:db8:1:2::", "2001:db8:1:2"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["::1", "0:0:0:0"],
    ["::", "0:0:0:0"],
    ["unknown", "unknown"],
  ])("%s counts as %s", (address, key) => expect(addressKey(address)).toBe(key));

  const group = fc.nat(0xffff);
  const spelled = (groups: readonly number[], pad: boolean): string => groups.map((one) => (pad ? one.toString(16).padStart(4, "0").toUpperCase() : one.toString(16))).join(":");

  test("an IPv6 caller is its /64, in every spelling: who owns the last 64 bits gains nothing by changing them", () => {
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), fc.array(group, { minLength: 4, maxLength: 4 }), fc.array(group, { minLength: 4, maxLength: 4 }), (network, host, other) => {
        const key = addressKey(spelled([...network, ...host], false));
        expect(addressKey(spelled([...network, ...other], false))).toBe(key);
        expect(addressKey(spelled([...network, ...host], true))).toBe(key);
        expect(addressKey(new URL(`http://[${spelled([...network, ...host], true)}]/`).hostname.slice(1, -1)), "as shortened by RFC 5952").toBe(key);
      }),
    );
  });

  test("two networks are never taken for one", () => {
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), fc.tuple(group, group, group, group), (one, two) => {
        fc.pre(one.join() !== two.join());
        expect(addressKey(`${spelled(one, false)}::1`)).not.toBe(addressKey(`${spelled(two, false)}::1`));
      }),
    );
  });
});
