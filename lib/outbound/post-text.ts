import { request } from "node:https";
import { checkHost, HostRefused, type CheckedAddress } from "./check-host";
import { pinned } from "./post-signed";
import { problems } from "./problems";

/** What a service answered, or why it did not. `problem` is fit to be shown. */
export type TextAnswer = { answered: true; status: number; type: string; body: string } | { answered: false; problem: string };

export type TextPost = Readonly<{ url: string; body: string; /** Certificates to trust besides those of the system. */ ca?: string }>;

const timeoutMs = 15_000;
/** Longer answers are not read to their end, and do not count. */
const maxAnswerBytes = 64 * 1024;

function send({ url, body, ca }: TextPost, addresses: readonly CheckedAddress[]): Promise<TextAnswer> {
  const payload = Buffer.from(body, "utf8");
  return new Promise((resolve) => {
    const failed = (problem: string): void => resolve({ answered: false, problem: problem.replace(/\s+/g, " ").slice(0, 300) });
    const headers = { "Content-Type": "text/plain; charset=utf-8", "Content-Length": payload.length, "User-Agent": "Muniment", Accept: "*/*" };
    const outgoing = request(url, { method: "POST", agent: false, lookup: pinned(addresses), headers, signal: AbortSignal.timeout(timeoutMs), ...(ca === undefined ? {} : { ca }) }, (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      response.on("data", (piece: Buffer) => {
        pieces.push(piece);
        if ((size += piece.length) <= maxAnswerBytes) return;
        failed(problems.tooLong);
        response.destroy();
      });
      response.on("end", () => resolve({ answered: true, status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", body: Buffer.concat(pieces).toString("utf8") }));
      response.on("error", (error) => failed(error.message));
    });
    outgoing.on("error", (error) => failed(error.name === "TimeoutError" || error.name === "AbortError" ? problems.silent(timeoutMs / 1000) : error.message));
    outgoing.end(payload);
  });
}

/** Posts text to an HTTPS address and reads the answer, of 64 KiB at most. The host is checked at this moment, and the connection goes to the checked address; redirects are not followed. Never throws. */
export async function postText(post: TextPost): Promise<TextAnswer> {
  try {
    return await send(post, await checkHost(new URL(post.url).hostname));
  } catch (error) {
    return { answered: false, problem: error instanceof HostRefused ? error.message : problems.uncalled };
  }
}
