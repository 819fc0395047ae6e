import { Day } from "../ui/content";
import { Rich } from "../ui/rich";
import { pieces } from "@/lib/texts/text";

/** Until when an invitation is good, or when it ran out. `expiresAt`: ISO date-time. */
export function InvitationEnd({ expired, expiresAt }: { expired: boolean; expiresAt: string }) {
  return <Rich text={expired ? pieces("ran out on <day></day>") : pieces("until <day></day>")} day={() => <Day at={expiresAt.slice(0, 10)} />} />;
}
