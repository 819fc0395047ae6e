import { Badge } from "../ui/status";
import { t } from "@/lib/texts/text";

export type GrantState = "RUNNING" | "UPCOMING" | "INVITED" | "ENDED";

/** How a grant stands, in a word and a shape. */
export function GrantBadge({ state }: { state: GrantState }) {
  if (state === "RUNNING") return <Badge kind="ok">{t("Running")}</Badge>;
  if (state === "UPCOMING") return <Badge kind="future">{t("To come")}</Badge>;
  if (state === "INVITED") return <Badge kind="soon">{t("Invited")}</Badge>;
  return <Badge kind="ended">{t("Ended")}</Badge>;
}

export const grantLook = { RUNNING: "span", UPCOMING: "ahead", INVITED: "ahead", ENDED: "past" } as const;
