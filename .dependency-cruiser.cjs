const rooms = "identity|organizations|access|reports|publishing|agreements|center|notifications|backup|packets|resources|learning|search";
const authDoor = "^lib/identity/(next-)?auth[^/]*\\.ts$";
/** Tests and what only tests use. */
const tests = "\\.test\\.tsx?$|^lib/testing/|/testing[^/]*\\.ts$";

/** The import rules of the house: arrows point down, and there are no circles. @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Modules that need each other cannot be understood or tested one by one.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "doors-and-views-know-no-database",
      comment: "app/ and components/ reach records through perform() alone.",
      severity: "error",
      from: { path: "^(app|components)/" },
      to: { path: "^(lib/database/|prisma/)|^node_modules/(@prisma/|pg/)" },
    },
    {
      name: "views-take-types-only",
      comment: "components/ show what they are given: from lib they import types, and how to say things.",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^lib/", pathNot: "^lib/texts/(text|locale|format-count|format-date|document-findings)\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "views-know-no-doors",
      comment: "components/ are used by app/, never the other way round.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|server|scripts)/" },
    },
    {
      name: "domain-knows-no-doors",
      comment: "lib/ is the domain: it does not know who shows it or calls it.",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|server|scripts)/" },
    },
    {
      name: "domain-knows-no-framework",
      comment: "lib/ knows neither React nor Next.",
      severity: "error",
      from: { path: "^lib/", pathNot: authDoor },
      to: { path: "^node_modules/(react|react-dom|next|next-auth)/" },
    },
    {
      name: "only-next-auth-in-its-door",
      comment: "The options of next-auth may import next-auth, nothing else of the framework.",
      severity: "error",
      from: { path: authDoor },
      to: { path: "^node_modules/(react|react-dom|next)/" },
    },
    {
      name: "watermark-is-pure",
      comment: "lib/watermark knows no database and nothing else of lib.",
      severity: "error",
      from: { path: "^lib/watermark/" },
      to: { path: "^lib/", pathNot: "^lib/watermark/" },
    },
    {
      name: "markdown-is-pure",
      comment: "lib/markdown turns a text into blocks and knows nothing else of lib.",
      severity: "error",
      from: { path: "^lib/markdown/", pathNot: tests },
      to: { path: "^lib/", pathNot: "^lib/markdown/" },
    },
    {
      name: "texts-are-words-alone",
      comment: "lib/texts is used from everywhere, in browsers too, and knows nothing else of lib.",
      severity: "error",
      from: { path: "^lib/texts/", pathNot: tests },
      to: { path: "^lib/", pathNot: "^lib/texts/" },
    },
    {
      name: "config-is-the-ground",
      comment: "lib/config imports nothing else of lib.",
      severity: "error",
      from: { path: "^lib/config/" },
      to: { path: "^lib/", pathNot: "^lib/config/" },
    },
    {
      name: "database-stands-on-config",
      comment: "lib/database imports lib/config alone.",
      severity: "error",
      from: { path: "^lib/database/", pathNot: tests },
      to: { path: "^lib/", pathNot: "^lib/(database|config)/" },
    },
    {
      name: "storage-stands-on-config",
      comment: "lib/storage imports lib/config alone.",
      severity: "error",
      from: { path: "^lib/storage/" },
      to: { path: "^lib/", pathNot: "^lib/(storage|config)/" },
    },
    {
      name: "audit-knows-no-rooms",
      comment: "The trail records what it is told; it does not know reports or agreements.",
      severity: "error",
      from: { path: "^lib/audit/", pathNot: tests },
      to: { path: `^lib/(${rooms})/`, pathNot: "^lib/access/|/models\\.ts$" },
    },
    {
      name: "operations-know-no-rooms",
      comment: "The backbone knows the decision, the trail and the ground; the registry alone lists the rooms.",
      severity: "error",
      from: { path: "^lib/operations/", pathNot: `^lib/operations/registry\\.ts$|${tests}` },
      to: { path: `^lib/(${rooms})/`, pathNot: "^lib/access/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "demo-is-loaded-by-commands",
      comment: "Nothing in the product depends on the demo.",
      severity: "error",
      from: { path: "^(app|components|lib|server)/", pathNot: `^lib/demo/|${tests}` },
      to: { path: "^lib/demo/" },
    },
    {
      name: "no-test-parts-in-the-product",
      comment: "What tests use stays in tests.",
      severity: "error",
      from: { path: "^(app|components|lib|server|scripts)/", pathNot: `${tests}|\\.http\\.ts$|^scripts/find-browser\\.ts$` },
      to: { path: `${tests}|\\.http\\.ts$|^node_modules/(vitest|fast-check|@playwright)/` },
    },
    {
      name: "resolvable",
      comment: "Every import leads somewhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\.css$|^vitest" },
    },
  ],
  options: {
    doNotFollow: { path: "^node_modules" },
    exclude: { path: "^lib/database/generated/|^\\.next/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
