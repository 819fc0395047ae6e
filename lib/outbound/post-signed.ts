import { request } from "node:https";
import { now } from "@/lib/operations/clock";
import { checkHost, HostRefused, type CheckedAddress } from "./check-host";
import { problems } from "./problems";
import { signedHeaders } from "./sign";

/** How a receiver took it: taken, to be tried again, or refused as it is. `problem` is what it said. */
export type PostResult = { sent: true } | { sent: false; permanent: boolean; /** It was there, and said no. */ answered?: boolean; problem: string };

export type Post = Readonly<{ url: string; secret: string; id: string; body: string; contentType?: string; /** Certificates to trust besides those of the system. */ ca?: string }>;

const timeoutMs = 15_000;

/** Answers the connection's question for an address with those that were checked. */
export const pinned = (addresses: readonly CheckedAddress[]) => (_host: string, options: { all?: boolean }, done: (error: null, address: string | { address: string; family: number }[], family?: number) => void): void => {
  const [first] = addresses;
  if (options.all === true) done(null, addresses.map((one) => ({ ...one })));
  else done(null, first?.address ?? "", first?.family);
};

/** What a status means. A receiver that is gone for good, or does not take this body, is not asked again; one that is busy or broken is. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && ![401, 403, 404, 408, 409, 425, 429].includes(status);

function send({ url, secret, id, body, contentType = "application/json", ca }: Post, addresses: readonly CheckedAddress[]): Promise<PostResult> {
  const payload = Buffer.from(body, "utf8");
  return new Promise((resolve) => {
    const failed = (problem: string, answered = false, permanent = false): void => resolve({ sent: false, permanent, answered, problem: problem.replace(/\s+/g, " ").slice(0, 300) });
    const headers = { ...signedHeaders(id, Math.floor(now().getTime() / 1000), body, secret), "Content-Type": contentType, "Content-Length": payload.length, "User-Agent": "Muniment", Accept: "*/*" };
    const outgoing = request(url, { method: "POST", agent: false, lookup: pinned(addresses), headers, signal: AbortSignal.timeout(timeoutMs), ...(ca === undefined ? {} : { ca }) }, (response) => {
      const status = response.statusCode ?? 0;
      // Only the status counts. What else it says is not read.
      response.destroy();
      if (status >= 200 && status < 300) resolve({ sent: true });
      else if (status >= 300 && status < 400) failed(problems.redirected(status), true);
      else failed(problems.answered(status), true, isFinal(status));
    });
    outgoing.on("error", (error) => failed(error.name === "TimeoutError" || error.name === "AbortError" ? problems.silent(timeoutMs / 1000) : error.message));
    outgoing.end(payload);
  });
}

/** Posts a signed body to an HTTPS address, whose host is checked at this moment; the connection goes to the checked address. Never throws. */
export async function postSigned(post: Post): Promise<PostResult> {
  try {
    return await send(post, await checkHost(new URL(post.url).hostname));
  } catch (error) {
    return { sent: false, permanent: false, problem: error instanceof HostRefused ? error.message : problems.uncalled };
  }
}
