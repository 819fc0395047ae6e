import { describe, expect, test } from "vitest";
import { ConfigError, parseConfig, trustedNetworks } from "./config";

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    parseConfig(environment);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
};

describe("the environment is read once and as a whole", () => {
  test("without any setting the portal runs on loopback, port 3000, in ./data", () => {
    const config = parseConfig({});
    expect(config).toMatchObject({ mode: "production", port: 3000, host: "127.0.0.1", baseUrl: "http://localhost:3000", databaseUrl: undefined });
    expect(config.dataDir).toMatch(/\/data$/);
    expect(config.transferGraceMs).toBe(600_000);
  });

  test("an empty value counts as not set", () => {
    expect(parseConfig({ PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  test("every bad value is named at once", () => {
    const problems = problemsOf({
      PORT: "65536",
      HOST: "no host",
      BASE_URL: "ftp://x",
      DATABASE_URL: "mysql://u:p@h/d",
      MUNIMENT_SECRET_KEY: "short",
      MUNIMENT_MODE: "test",
      TRUSTED_PROXIES: "10.0.0.1, proxy",
      MAX_UPLOAD_MB: "0",
      MUNIMENT_LOG: "quiet",
      MAIL_FROM: "evidence@example.com",
      DATABASE_OWNER_URL: "postgresql://owner:p@h/d",
    });
    expect(problems.map((problem) => problem.split(" ")[0]).sort()).toEqual(
      ["BASE_URL", "DATABASE_URL", "HOST", "MAX_UPLOAD_MB", "MUNIMENT_MODE", "MUNIMENT_SECRET_KEY", "PORT", "TRUSTED_PROXIES", "MUNIMENT_LOG", "SMTP_URL"].sort(),
    );
  });

  test("half of a pair of settings is refused, not ignored", () => {
    expect(problemsOf({ MAIL_FROM: "evidence@example.com", DATABASE_OWNER_URL: "postgresql://owner:p@h/d" })).toEqual([expect.stringMatching(/^SMTP_URL must be set/), expect.stringMatching(/^DATABASE_URL must be set/)]);
    expect(problemsOf({ SMTP_URL: "smtp://mail.example.com" })).toEqual([expect.stringMatching(/^MAIL_FROM must be set/)]);
    expect(problemsOf({ MUNIMENT_LOG: "none" })).toEqual([]);
  });

  test.each(["-1", "1.5", "0x10", "1e3", "٣", "99999999999"])("PORT=%s is refused", (port) => {
    expect(problemsOf({ PORT: port })).toEqual(["PORT must be a whole number from 0 to 65535"]);
  });

  test("no secret is ever part of the complaint", () => {
    const text = problemsOf({ MUNIMENT_SECRET_KEY: "hunter2-key", DATABASE_URL: "mysql://root:hunter2@db/x" }).join("\n");
    expect(text).not.toContain("hunter2");
  });

  test("a public address over plain http is refused, for the session cookie needs https; this machine is exempt", () => {
    expect(problemsOf({ BASE_URL: "http://evidence.example.com" })).toHaveLength(1);
    expect(parseConfig({ BASE_URL: "https://evidence.example.com/" }).baseUrl).toBe("https://evidence.example.com");
    expect(parseConfig({ BASE_URL: "http://localhost:8080" }).baseUrl).toBe("http://localhost:8080");
    expect(problemsOf({ BASE_URL: "https://example.com/portal" })).toHaveLength(1);
  });
});

test("trusted proxies are addresses and networks of both families", () => {
  const networks = trustedNetworks(parseConfig({ TRUSTED_PROXIES: "10.0.0.7, 10.1.0.0/16, fd00::/8" }).trustedProxies);
  expect(networks.check("10.0.0.7")).toBe(true);
  expect(networks.check("10.1.200.3")).toBe(true);
  expect(networks.check("10.2.0.1")).toBe(false);
  expect(networks.check("fd12::1", "ipv6")).toBe(true);
  expect(problemsOf({ TRUSTED_PROXIES: "10.0.0.0/33" })).toHaveLength(1);
});
