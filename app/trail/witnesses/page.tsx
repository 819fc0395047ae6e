import type { Metadata } from "next";
import { WitnessesView } from "@/components/audit/witnesses-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, type SearchParams } from "@/app/_doors/paths";
import { keptValues } from "@/app/_doors/kept-values";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { config } from "@/lib/config/config";
import { perform } from "@/lib/operations/perform";
import { sayProblem } from "@/lib/outbound/problems";
import { addWitness } from "@/lib/witness/add-witness";
import { listWitnesses } from "@/lib/witness/list-witnesses";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Witnesses") });

const here = "/trail/witnesses";
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Who cosigns the log of this portal, and whose logs it cosigns, for the operator's staff. */
export default async function WitnessesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const flash = one(await searchParams, "flash");
  const caller = await currentCaller();
  const found = await attempt(here, "/trail", () => perform(caller, listWitnesses, {}));
  if (!found.ok) return found.page;
  // Two forms share the page: the one that was refused has its values back, and says why.
  const form = async (operation: string) => {
    const values = await keptValues(operation, here, flash);
    return { ...(await operationForm(operation, here, Object.keys(values).length > 0 ? flash : undefined)), values };
  };
  const { size, witnesses, verifier, logs, forks } = found.value;
  return (
    <Frame place="/trail" here={here} flash={flash}>
      <WitnessesView
        size={size}
        witnesses={witnesses.map(({ witnessId, name, verifier: key, address, cosigned, lastAt, attempts, nextAttemptAt, problem }) => ({ witnessId, name, key, address, cosigned, lastAt: iso(lastAt), attempts, nextAttemptAt: nextAttemptAt.toISOString(), problem: sayProblem(problem) }))}
        own={verifier === null ? null : { key: verifier, address: `${config().baseUrl}/witness` }}
        logs={logs.map(({ witnessedLogId, origin, verifiers, size: cosigned, cosignedAt, refusedAt }) => ({ witnessedLogId, origin, keys: verifiers, size: cosigned, cosignedAt: iso(cosignedAt), refusedAt: iso(refusedAt) }))}
        forks={forks.map((fork) => ({ ...fork, at: fork.at.toISOString() }))}
        stepUpHref={stepUpHref(caller, here)}
        forms={
          may(caller, addWitness)
            ? {
                addWitness: await form("audit:AddWitness"),
                removeWitness: await operationForm("audit:RemoveWitness", here),
                addLog: await form("audit:AddWitnessedLog"),
                removeLog: await operationForm("audit:RemoveWitnessedLog", here),
              }
            : null
        }
      />
    </Frame>
  );
}
