import { msg, t, translated, type Message } from "@/lib/texts/text";

/** Why something could not be sent, as it is kept with it: in English, whoever reads it. {@link sayProblem} says it to people. */
export const problems = {
  uncalled: msg("It could not be called."),
  noAddress: msg("It has no address."),
  hungUp: msg("It hung up before it had everything."),
  unreadable: msg("Its address cannot be read."),
  sealed: msg("Its address and secret cannot be opened with this portal's key. Remove the receiver and add it again."),
  removed: msg("The trail does not have these events any more."),
  nothingLeft: msg("The subscription was ended, or nothing in it may be seen by this person any more."),
  tooLate: msg("It waited until it was of no use any more."),
  held: msg("Held by a restore: it may have been sent since the backup was taken. Try it again if it was not."),
  tooLong: msg("Its answer is too long."),
  answered: (status: number): string => `It answered ${status}.`,
  redirected: (status: number): string => `It answered ${status}: redirects are not followed. Give the address where it ends.`,
  silent: (seconds: number): string => `It did not answer within ${seconds} seconds.`,
  slow: (seconds: number): string => `It did not take everything within ${seconds} seconds.`,
  unknownHost: (host: string): string => `There is no address for ${host}. Check the name.`,
  /** Of a witness: what it remembers of the log is not what is here. */
  otherHistory: (known: number): string => `It says that this log does not begin with the ${known} events that it cosigned before: one of the two was changed or restored.`,
  ahead: (remembered: number, size: number): string => `It has cosigned ${remembered} events of this log, and only ${size} are here: this portal was rolled back, or another one signs with its key.`,
  privateHost: (host: string): string => `${host} is in a private network. The operator can allow it with OUTBOUND_PRIVATE_NETWORKS.`,
} as const satisfies Record<string, Message | ((...values: never[]) => string)>;

const said: readonly (readonly [RegExp, (value: string, second: string) => string])[] = [
  [/^It answered (\d+)\.$/, (status) => t("It answered {status}.", { status })],
  [/^It answered (\d+): redirects/, (status) => t("It answered {status}: redirects are not followed. Give the address where it ends.", { status })],
  [/^It did not answer within (\d+) seconds\.$/, (seconds) => t("It did not answer within {seconds} seconds.", { seconds })],
  [/^It did not take everything within (\d+) seconds\.$/, (seconds) => t("It did not take everything within {seconds} seconds.", { seconds })],
  [/^There is no address for (.+)\. Check the name\.$/, (host) => t("There is no address for {host}. Check the name.", { host })],
  [
    /^It says that this log does not begin with the (\d+) events /,
    (n) => t("It says that this log does not begin with the {n} events that it cosigned before: one of the two was changed or restored.", { n }),
  ],
  [
    /^It has cosigned (\d+) events of this log, and only (\d+) are here: /,
    (n, here) => t("It has cosigned {n} events of this log, and only {here} are here: this portal was rolled back, or another one signs with its key.", { n, here }),
  ],
  [/^(.+) is in a private network\. /, (host) => t("{host} is in a private network. The operator can allow it with OUTBOUND_PRIVATE_NETWORKS.", { host })],
];

/** What is kept of a problem in the reader's language; what another system said stays as it was said. */
export function sayProblem(kept: string): string {
  for (const [form, say] of said) {
    const [, value, second = ""] = form.exec(kept) ?? [];
    if (value !== undefined) return say(value, second);
  }
  return translated(kept);
}
