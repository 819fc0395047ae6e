import { spawn } from "node:child_process";
import path from "node:path";

/** Runs a tool of the project's dependencies with this Node, its output shown, and returns its exit code. */
export async function runTool(packageName: string, script: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const file = path.resolve("node_modules", packageName, script);
  const child = spawn(process.execPath, [file, ...args], { stdio: "inherit", env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => child.once("error", reject).once("close", (code) => resolve(code ?? 1)));
}
