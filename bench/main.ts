import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { progressPrinter } from "../scripts/progress";
import { measureAccess } from "./access";
import { measureCatalogue } from "./catalogue";
import { measureDownload } from "./download";
import { foundPortal } from "./portal";
import { accessPart, reportOf, withAccessPart } from "./report";
import { measureSignIn } from "./sign-in";

const quick = process.argv.includes("--quick");
const size = quick
  ? { sizes: [100, 10_000], rounds: 3, seconds: 1, warmUpSeconds: 2, signIns: 5, downloads: 3 }
  : { sizes: [100, 10_000, 100_000], rounds: 12, seconds: 1, warmUpSeconds: 4, signIns: 25, downloads: 12 };

process.env["MUNIMENT_LOG"] = "none";
// The processes that are measured end by the same Ctrl-C; what waits for them then fails, and the folder is removed.
process.on("SIGINT", () => undefined);

const progress = progressPrinter();
const page = path.join("bench", "README.md");
if (process.argv.includes("--access")) {
  progress("Measuring access");
  const part = accessPart(await measureAccess(quick ? { rounds: 3, pages: 20, looks: 60 } : {}));
  console.log(`\n${part}`);
  if (!quick) await writeFile(page, withAccessPart(await readFile(page, "utf8"), part));
  process.exit(0);
}
const dataDir = await mkdtemp(path.join(tmpdir(), "muniment-bench-"));
try {
  progress("Founding a portal");
  const world = await foundPortal(dataDir);
  const download = await measureDownload(dataDir, world, size.downloads, progress);
  progress("Measuring the sign-in");
  const signIn = await measureSignIn(dataDir, world, size.signIns);
  const catalogue = await measureCatalogue(dataDir, world, { ...size, connections: 4 }, progress);
  progress("Measuring access");
  const access = await measureAccess(quick ? { rounds: 3, pages: 20, looks: 60 } : {});
  const report = reportOf({ catalogue, signIn, download, access });
  console.log(`\n${report.tables}`);
  if (!quick) await writeFile(page, report.page);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(0);
