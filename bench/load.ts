import autocannon from "autocannon";
import { z } from "zod";
import { answer } from "./answer";

/** One stretch of load on one address, whose paths are taken in turn. */
export const Stretch = z.object({ url: z.string(), cookie: z.string(), paths: z.array(z.string()).min(1), connections: z.int(), seconds: z.number() });

/** Rate in answers per second, latency in milliseconds, size in bytes per answer. */
export const Rate = z.object({ rate: z.number(), p50: z.number(), p99: z.number(), bytes: z.number(), answers: z.int() });
export type Rate = z.infer<typeof Rate>;

async function run(question: unknown): Promise<Rate> {
  const { url, cookie, paths, connections, seconds } = Stretch.parse(question);
  // One counter for all connections: each path of a list that is long enough is asked for once.
  let next = 0;
  const setupRequest = (request: autocannon.Request): autocannon.Request => ({ ...request, path: paths[next++ % paths.length] ?? "/" });
  const result = await autocannon({ url, connections, duration: seconds, headers: { cookie }, requests: [{ setupRequest }] });
  const good = result["2xx"];
  if (good === 0 || result.non2xx > 0 || result.errors > 0) throw new Error(`${url}${paths[0] ?? ""}: ${good} good, ${result.non2xx} bad answers, ${result.errors} errors`);
  return { rate: good / result.duration, p50: result.latency.p50, p99: result.latency.p99, bytes: result.throughput.total / good, answers: good };
}

answer("ready", run);
