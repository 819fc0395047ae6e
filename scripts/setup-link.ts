import { createSetupLink } from "@/lib/identity/create-setup-link";
import { systemCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";

/** A fresh link for the first person, or undefined when the portal has been set up. */
export async function setupLink(baseUrl: string): Promise<string | undefined> {
  try {
    const { token } = await perform(systemCaller("setup"), createSetupLink, {});
    return `${baseUrl}/setup/${token}`;
  } catch (error) {
    if (error instanceof MunimentError && error.code === "Conflict") return undefined;
    throw error;
  }
}
