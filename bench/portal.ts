import { z } from "zod";
import { parseConfig, setConfig } from "@/lib/config/config";
import { withDatabase } from "@/lib/database/run";
import { found, type DemoWorld } from "@/lib/demo/found";
import { cast, password } from "./cast";
import { startChild } from "./child";

const Ready = z.object({ port: z.int(), baseUrl: z.string() });
const dayMs = 86_400_000;

export interface RunningPortal {
  /** Process id of the server. */
  pid: number;
  /** Its public address, which forms must come from. */
  baseUrl: string;
  /** Where it is reached. */
  url: string;
  /** Processor time that the server process has used so far, in milliseconds. */
  processorMs(): Promise<number>;
}

/** Founds a portal in an empty data folder; this process uses the folder from then on. Everybody is enrolled. */
export async function foundPortal(dataDir: string): Promise<DemoWorld> {
  // It is founded two days ago, which only the demo's database lets happen; the server is started in production mode.
  setConfig(parseConfig({ DATA_DIR: dataDir, PORT: "0", MUNIMENT_MODE: "demo" }));
  return withDatabase(() => found(cast, new Date(Date.now() - 2 * dayMs), password));
}

/** Starts the real server on the data folder, in production mode and on a free port; `use` has its database open as well. */
export async function withPortal<T>(dataDir: string, use: (portal: RunningPortal) => Promise<T>): Promise<T> {
  const { child, ready } = await startChild("serve-portal.ts", {
    DATA_DIR: dataDir, PORT: "0", HOST: "127.0.0.1", BASE_URL: "", DATABASE_URL: "", TRUSTED_PROXIES: "", MUNIMENT_MODE: "production",
  });
  try {
    const { port, baseUrl } = Ready.parse(ready);
    return await withDatabase(() => use({ pid: child.pid, baseUrl, url: `http://127.0.0.1:${port}`, processorMs: async () => z.number().parse(await child.ask("processor")) }));
  } finally {
    await child.stop();
  }
}
