import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { checkHost, HostRefused } from "./check-host";
import { sayProblem } from "./problems";
import { msg } from "@/lib/texts/text";

const sentence = msg("Enter the address of the receiver, such as https://hooks.company.example/evidence.");

/** An HTTPS address without user name or fragment, as the URL standard writes it. */
export const WebhookUrl = z
  .string()
  .trim()
  .max(1_000, msg("At most 1,000 characters."))
  .refine((text) => URL.canParse(text), sentence)
  .refine((text) => !URL.canParse(text) || new URL(text).protocol === "https:", msg("It must begin with https://."))
  .refine((text) => !URL.canParse(text) || (new URL(text).username === "" && new URL(text).password === "" && new URL(text).hash === ""), msg("It must have no user name and no fragment."))
  .transform((text) => new URL(text).href);

/** Refuses a receiver that would never be called, while somebody is there to correct it. @throws MunimentError ValidationException at `field` */
export async function refuseUnreachable(hostname: string, field: string): Promise<void> {
  try {
    await checkHost(hostname);
  } catch (error) {
    if (!(error instanceof HostRefused)) throw error;
    const message = sayProblem(error.message);
    throw new MunimentError("ValidationException", message, { fields: [{ field, message }] });
  }
}
