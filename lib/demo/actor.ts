import { generate } from "otplib";
import { acceptInvitation } from "@/lib/identity/accept-invitation";
import { clearOnceShown } from "@/lib/identity/clear-once-shown";
import { confirmTotpEnrollment } from "@/lib/identity/confirm-totp-enrollment";
import { getTotpEnrollment } from "@/lib/identity/get-totp-enrollment";
import { callerFor } from "@/lib/identity/session";
import { signIn } from "@/lib/identity/sign-in";
import { verifyTotp } from "@/lib/identity/verify-totp";
import { switchAccount } from "@/lib/organizations/switch-account";
import { originOf, type Caller, type Origin } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";

const agents = [
  "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
];

/** One person of the demo at a keyboard: signs in with a real password and a real code, and works through the operations like everyone else. */
export class Actor {
  #token: string | undefined;
  secret = "";

  constructor(
    readonly person: { slug: string; name: string; email: string },
    readonly password: string,
    private readonly place: number,
  ) {}

  origin(): Origin {
    // Addresses of the documentation range (RFC 5737).
    return originOf({ address: `203.0.113.${10 + this.place}`, userAgent: agents[this.place % agents.length] ?? "" });
  }

  /** The caller of this person's session as it is now; anonymous when it has ended. */
  caller(): Promise<Caller> {
    return callerFor(this.#token, this.origin());
  }

  /** Takes over a session that was opened for this person and enrols the authenticator in it. */
  async enrol(token: string): Promise<void> {
    this.#token = token;
    const { secret } = await perform(await this.caller(), getTotpEnrollment, {});
    this.secret = secret;
    const confirmed = await perform(await this.caller(), confirmTotpEnrollment, { code: await this.code() });
    this.#token = confirmed.token;
    await perform(await this.caller(), clearOnceShown, {});
  }

  async join(link: string): Promise<void> {
    const invitation = link.slice(link.lastIndexOf("/") + 1);
    const known = this.secret !== "";
    const who = known ? await this.caller() : { kind: "anonymous" as const, ...this.origin() };
    const joined = await perform(who, acceptInvitation, known ? { invitation } : { invitation, name: this.person.name, password: this.password });
    if (known) this.#token = joined.token;
    else await this.enrol(joined.token);
  }

  async signIn(): Promise<void> {
    const first = await perform({ kind: "anonymous", ...this.origin() }, signIn, { email: this.person.email, password: this.password });
    const second = await perform(await callerFor(first.token, this.origin()), verifyTotp, { code: await this.code() });
    this.#token = second.token;
  }

  /** Works in an account: signs in where the last session has ended, switches where it is in another account. */
  async workIn(accountId: string): Promise<Caller> {
    let caller = await this.caller();
    if (caller.kind !== "person") {
      await this.signIn();
      caller = await this.caller();
    }
    if (caller.kind === "person" && caller.account?.id !== accountId) {
      this.#token = (await perform(caller, switchAccount, { accountId })).token;
      caller = await this.caller();
    }
    return caller;
  }

  leave(): void {
    this.#token = undefined;
  }

  code(): Promise<string> {
    return generate({ secret: this.secret, epoch: Math.floor(now().getTime() / 1000) });
  }
}

