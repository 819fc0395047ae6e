import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["lib/**/*.test.ts", "server/**/*.test.ts", "scripts/**/*.test.ts", "components/**/*.test.{ts,tsx}", "app/**/*.test.ts"],
    exclude: ["**/node_modules/**", "lib/database/generated/**"],
    environment: "node",
    globalSetup: ["lib/database/testing-setup.ts"],
    env: { MUNIMENT_LOG: "none" },
    dangerouslyIgnoreUnhandledErrors: false,
    // Left to itself Vitest keeps one processor free, and on a machine with two works half as fast.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
