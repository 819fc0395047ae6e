import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { noBareText } from "./scripts/no-bare-text.js";

export default tseslint.config(
  {
    ignores: ["node_modules/", ".next/", "data/", ".cache/", "lib/database/generated/", "next-env.d.ts", "test-results/", "playwright-report/", "public/"],
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true, "ts-ignore": true, "ts-nocheck": true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-for-in-array": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      "@typescript-eslint/no-unsafe-argument": "error",
      "@typescript-eslint/no-unsafe-assignment": "error",
      "@typescript-eslint/no-unsafe-call": "error",
      "@typescript-eslint/no-unsafe-member-access": "error",
      "@typescript-eslint/no-unsafe-return": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "all" }],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/prefer-promise-reject-errors": "error",
      "@typescript-eslint/restrict-plus-operands": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: "error",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Raw HTML is never rendered." },
        { selector: "ExpressionStatement[directive='use server']", message: "No Server Actions: forms post to the operation's route." },
      ],
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "for now"], location: "anywhere" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/exhaustive-deps": "error", "react-hooks/rules-of-hooks": "error" },
  },
  {
    // Whatever people read is in the catalogue of texts; the page for when nothing else works stands on its own.
    files: ["app/**/*.tsx", "components/**/*.tsx"],
    ignores: ["**/*.test.tsx", "app/global-error.tsx"],
    plugins: { texts: { rules: { "no-bare-text": noBareText } } },
    rules: { "texts/no-bare-text": "error" },
  },
  {
    // The program speaks through its log; commands, tests and measurements speak for themselves.
    files: ["app/**", "components/**", "lib/**", "server/**"],
    ignores: ["**/*.test.ts", "**/*.test.tsx", "**/*.http.ts"],
    rules: { "no-console": "error" },
  },
  {
    // A list with a line for every operation grows with the product, and is read by searching.
    files: ["lib/operations/registry.ts"],
    rules: { "max-lines": "off" },
  },
  {
    // The clock of the domain is set by the demo loader and by tests alone (docs/decisions/0008).
    files: ["**/*.{ts,tsx}"],
    ignores: ["lib/demo/**", "bench/**", "lib/testing/**", "**/testing-*.ts", "**/*.test.{ts,tsx}"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ regex: "(^|/)clock$", importNames: ["atTime"], message: "Only the demo loader and tests set the clock." }] }],
    },
  },
);
