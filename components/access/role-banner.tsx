import { Button, ButtonLink } from "../ui/button";
import { Time } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { formatLeft } from "../ui/format";
import { Icon } from "../ui/icon";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface RoleBannerProps {
  role: string;
  accountName: string;
  organizationName: string;
  /** ISO date-time. */
  until: string;
  /** When the page was made. */
  leftMs: number;
  /** Null: the page of roles has the way out. */
  leave: { action: string; hidden: Readonly<Record<string, string>> } | null;
}

/** Above every page of someone who works in a role: as what, where, how long still, and the way out. Says by itself when the time is over. */
export function RoleBanner({ role, accountName, organizationName, until, leftMs, leave }: RoleBannerProps) {
  return (
    <section className="role-banner no-print" aria-label={t("Assumed role")} data-left={leftMs}>
      <div className="role-running">
        <Icon name="key" />
        <p>
          <Rich
            text={pieces("You work as <b>{role}</b> in <b>{place}</b>, until <at>{until}</at> (<left>{left}</left>). Your own permissions rest meanwhile.", {
              role,
              place: `${organizationName} · ${accountName}`,
              until,
              left: formatLeft(leftMs),
            })}
            b={(words) => <b>{words}</b>}
            at={(at) => <Time at={at} />}
            left={(words) => <span data-left-words>{words}</span>}
          />
        </p>
        {leave ? (
          <form method="post" action={leave.action}>
            <HiddenFields values={leave.hidden} />
            <Button size="small">{t("Leave role")}</Button>
          </form>
        ) : (
          <ButtonLink size="small" href="/roles">
            {t("Leave role")}
          </ButtonLink>
        )}
      </div>
      <div className="role-over" role="alert">
        <Icon name="clock" />
        <p>
          <Rich
            text={pieces("<b>The role {role} has ended.</b> What this page shows is from before, and nothing on it can be sent any more.", { role })}
            b={(words) => <b>{words}</b>}
          />
        </p>
        <ButtonLink size="small" href="/">
          {t("Go on as yourself")}
        </ButtonLink>
      </div>
    </section>
  );
}
