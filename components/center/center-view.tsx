import { PageHeader } from "../ui/content";
import { Icon, type IconName } from "../ui/icon";
import { t } from "@/lib/texts/text";

export interface CenterDoor {
  href: string;
  icon: IconName;
  title: string;
  text: string;
  /** What waits there, in a few words. */
  fact: string | null;
}

/** The way into the Compliance Center: what there is, and where to go. */
export function CenterView({ operatorName, doors }: { operatorName: string; doors: readonly CenterDoor[] }) {
  return (
    <>
      <PageHeader title={t("Compliance Center")} description={t("What {operator} is examined for, which days that covers, and what remains yours to secure.", { operator: operatorName })} />
      <ul className="center-doors">
        {doors.map(({ href, icon, title, text, fact }) => (
          <li key={href}>
            <a href={href}>
              <Icon name={icon} size={22} />
              <b>{title}</b>
              <span>{text}</span>
              {fact ? <small className="num">{fact}</small> : null}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
