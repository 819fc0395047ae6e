import { msg, t, translated } from "@/lib/texts/text";

/** What the layers of a decision are called where they are made and kept, in English. {@link layerName} says them to people. */
export const layerNames = {
  own: msg("Person and group"),
  root: msg("Organization"),
  account: msg("Account"),
  unit: (name: string): string => `Unit ${name}`,
  role: (name: string): string => `Role ${name}`,
  portal: (ceiling: string): string => `Portal: ${ceiling}`,
} as const;

/** A name of {@link layerNames} in the reader's language. */
export function layerName(name: string): string {
  const [, kind, of = ""] = /^(Unit |Role |Portal: )(.*)$/s.exec(name) ?? [];
  if (kind === "Unit ") return t("Unit {name}", { name: of });
  if (kind === "Role ") return t("Role {name}", { name: of });
  return kind === "Portal: " ? t("Portal: {ceiling}", { ceiling: translated(of) }) : translated(name);
}
