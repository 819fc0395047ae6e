import base from "./eslint.config.js";
const message = "Only the demo loader and tests set the clock.";
export default [
  ...base,
  {
    files: ["**/*.{ts,tsx}"],
    ignores: ["lib/demo/**", "bench/**", "lib/testing/**", "**/*.test.{ts,tsx}"],
    rules: { "no-restricted-imports": ["error", { patterns: [{ regex: "(^|/)clock$", importNames: ["atTime"], message }] }] },
  },
];
