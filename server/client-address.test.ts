import { describe, expect, test } from "vitest";
import { trustedNetworks } from "@/lib/config/config";
import { clientAddress } from "./client-address";

const none = trustedNetworks([]);
const proxies = trustedNetworks(["10.0.0.0/8", "::1"]);

describe("the address of the client cannot be chosen by the client", () => {
  test("without a trusted proxy the header is ignored", () => {
    expect(clientAddress("203.0.113.5", "1.2.3.4", none)).toBe("203.0.113.5");
    expect(clientAddress("203.0.113.5", "1.2.3.4", proxies)).toBe("203.0.113.5");
  });

  test("behind trusted proxies the nearest address that is not one of them counts; what stands further left is the client's own word", () => {
    expect(clientAddress("10.0.0.1", "1.2.3.4, 203.0.113.5", proxies)).toBe("203.0.113.5");
    expect(clientAddress("10.0.0.1", "1.2.3.4, 203.0.113.5, 10.0.0.2", proxies)).toBe("203.0.113.5");
    expect(clientAddress("::1", "2001:db8::7", proxies)).toBe("2001:db8::7");
  });

  test("nonsense in the header never becomes an address", () => {
    expect(clientAddress("10.0.0.1", "1.2.3.4, <script>", proxies)).toBe("10.0.0.1");
    expect(clientAddress("10.0.0.1", "", proxies)).toBe("10.0.0.1");
  });

  test("one client has one spelling", () => {
    expect(clientAddress("::ffff:203.0.113.5", undefined, none)).toBe("203.0.113.5");
    expect(clientAddress("::ffff:10.0.0.1", "::FFFF:203.0.113.9", proxies)).toBe("203.0.113.9");
  });
});
