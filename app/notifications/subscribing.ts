import type { SubscribeButtonProps } from "@/components/notifications/subscribe-button";
import { currentCaller } from "@/app/_doors/caller";
import { operationForm } from "@/app/_doors/session-form";
import { findSubscription } from "@/lib/notifications/subscriptions/find-subscription";
import { isMember } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";

/** What a button to subscribe needs; null for those who cannot, such as in a role. @param here where to come back to */
export async function subscribing(about: string, words: string, here: string): Promise<SubscribeButtonProps | null> {
  const caller = await currentCaller();
  if (!isMember(caller) || caller.role) return null;
  const { possible, subscription } = await perform(caller, findSubscription, { about });
  return possible ? { about, words, subscribed: subscription !== null, form: await operationForm("notifications:Subscribe", here) } : null;
}
