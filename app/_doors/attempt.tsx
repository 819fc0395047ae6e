import { redirect } from "next/navigation";
import type { ReactElement, ReactNode } from "react";
import { AuthShell } from "@/components/shell/auth-shell";
import { DeniedView, ErrorView, NotFoundView, UnavailableView } from "@/components/states/state-views";
import { whyHref } from "@/app/policies/simulator/question";
import { may } from "@/lib/access/decide";
import { simulateDecision } from "@/lib/access/simulate-decision";
import { isMember, type Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { asMunimentError, type MunimentError } from "@/lib/operations/errors";
import { setPageStatus } from "@/lib/operations/page-status";
import { operatorName } from "@/lib/organizations/operator-name";
import { currentCaller } from "./caller";
import { Frame, type Place } from "./frame";
import { withParams } from "./paths";
import { t } from "@/lib/texts/text";

export type Attempt<T> = { ok: true; value: T } | { ok: false; page: ReactElement };

/** Where it is explained, for those who may know. */
function whyOf(error: MunimentError, caller: Caller): string | null {
  const { asked } = error.detail;
  return asked && isMember(caller) && may(caller, simulateDecision) ? whyHref(caller, asked, now()) : null;
}

/** What stands below the refusal, for example how to ask for access. */
type WhenDenied = () => Promise<ReactNode>;

function viewOf(error: MunimentError, caller: Caller, below: ReactNode): ReactElement {
  const { requestId } = caller;
  switch (error.code) {
    case "ResourceNotFound":
    case "ValidationException":
      return <NotFoundView />;
    case "AccessDenied":
      return (
        <DeniedView message={error.message} operation={error.detail.asked?.operation} whyHref={whyOf(error, caller)}>
          {below}
        </DeniedView>
      );
    case "Unavailable":
      return <UnavailableView requestId={requestId} />;
    case "Internal":
      return <ErrorView requestId={requestId} message={error.message} />;
    default:
      return <ErrorView title={t("This did not work")} message={error.message} />;
  }
}

/** Somebody from outside who was granted a role here, and is a member of nothing. */
async function worksInRolesAlone(): Promise<boolean> {
  const caller = await currentCaller();
  return caller.kind === "person" && caller.stage === "FULL" && caller.account === null && caller.roles.length > 0;
}

async function refusedPage(error: MunimentError, here: string, place: Place, whenDenied?: WhenDenied): Promise<ReactElement> {
  const caller = await currentCaller();
  // What an address means that is none of this portal's is "not found"; everything else keeps its own status.
  setPageStatus(caller.requestId, error.code === "ValidationException" ? 404 : error.status);
  const view = viewOf(error, caller, error.code === "AccessDenied" && isMember(caller) ? await whenDenied?.() : null);
  if (caller.kind === "person" && caller.stage === "FULL") {
    return (
      <Frame place={place} here={here} flash={new URL(here, "http://portal.invalid").searchParams.get("flash") ?? undefined}>
        {view}
      </Frame>
    );
  }
  return (
    <AuthShell operatorName={await operatorName()} here={here}>
      {view}
    </AuthShell>
  );
}

/**
 * Runs what a page needs. Whoever is not signed in, or not far enough, is sent there; any other refusal becomes a page of its own, made on the
 * server like all pages, with the status of the refusal. @param here path and query of the page, to come back to
 */
export async function attempt<T>(here: string, place: Place, work: () => Promise<T>, whenDenied?: WhenDenied): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    const error = asMunimentError(thrown);
    if (error.code === "Unauthenticated" || error.code === "SecondFactorRequired") redirect(withParams("/sign-in", { return: here }));
    if (error.code === "EnrollmentRequired") redirect("/enrollment");
    if (error.code === "StepUpRequired") redirect(withParams("/step-up", { return: here }));
    if (error.code === "AccessDenied" && place !== "/roles" && (await worksInRolesAlone())) redirect("/roles");
    return { ok: false, page: await refusedPage(error, here, place, whenDenied) };
  }
}
