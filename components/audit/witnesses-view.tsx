import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button, ButtonLink } from "../ui/button";
import { Card, CopyId, EmptyState, Facts, Notice, PageHeader, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Input, Textarea } from "../ui/field";
import { Badge } from "../ui/status";
import { Table } from "../ui/table";
import { Rich } from "../ui/rich";
import { pieces, t, tn } from "@/lib/texts/text";

export interface WitnessRow {
  witnessId: string;
  name: string;
  /** Its verifier line. */
  key: string;
  address: string;
  /** Events of this log that it has cosigned. */
  cosigned: number;
  attempts: number;
  problem: string;
  /** ISO date-times. */
  lastAt: string | null;
  nextAttemptAt: string;
}

export interface WitnessedLogRow {
  witnessedLogId: string;
  origin: string;
  keys: readonly string[];
  size: number;
  /** ISO date-times. */
  cosignedAt: string | null;
  refusedAt: string | null;
}

export interface WitnessesViewProps {
  /** Events that the newest checkpoint covers. */
  size: number;
  witnesses: readonly WitnessRow[];
  /** This portal as a witness; null before it has a key. */
  own: { key: string; address: string } | null;
  logs: readonly WitnessedLogRow[];
  forks: readonly { origin: string; size: number; cosigned: string; presented: string; at: string }[];
  /** Where to confirm with a factor before anything is changed; null where that was just done. */
  stepUpHref: string | null;
  /** Null for those who may only look. */
  forms: { addWitness: KeptForm; removeWitness: IdentityForm; addLog: KeptForm; removeLog: IdentityForm } | null;
}

/** A form with what was entered when it was refused. */
type KeptForm = IdentityForm & { values: Readonly<Record<string, string>> };

/** The name and id of a verifier line: the key itself says nothing to people. */
const shortKey = (line: string): string => line.split("+", 2).join("+");

/** Who cosigns the log of this portal, and whose logs it cosigns. */
export function WitnessesView(props: WitnessesViewProps) {
  const { forks, forms, stepUpHref } = props;
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("Audit trail"), href: "/trail" }, { label: t("Witnesses") }]}
        title={t("Witnesses")}
        description={t("A witness signs a checkpoint only when it follows from all that it signed before. With one that nobody here controls, nobody can be shown another history.")}
      />
      {forks.map((fork) => (
        <Notice key={`${fork.origin} ${fork.at}`} kind="danger" title={t("{origin} has signed two histories.", { origin: fork.origin })}>
          <p>{tn(fork.size, "Both cover {n} event and differ. What was presented last was refused. Show both checkpoints to its customers: each is signed by its key.", "Both cover {n} events and differ. What was presented last was refused. Show both checkpoints to its customers: each is signed by its key.")}</p>
          <details>
            <summary>
              {t("The two checkpoints")}, <Time at={fork.at} />
            </summary>
            <pre className="witness-note">{fork.cosigned}</pre>
            <pre className="witness-note">{fork.presented}</pre>
          </details>
        </Notice>
      ))}
      <div className="organization-grid notifications witnesses">
        <Witnesses {...props} />
        {forms ? <AddWitness form={forms.addWitness} stepUpHref={stepUpHref} /> : null}
      </div>
      <div className="organization-grid notifications witnesses">
        <Logs {...props} />
        {forms ? <AddLog form={forms.addLog} stepUpHref={stepUpHref} /> : null}
      </div>
    </>
  );
}

function Standing({ row, size }: { row: WitnessRow; size: number }) {
  if (row.problem) return <Badge kind="error">{t("In trouble")}</Badge>;
  if (row.lastAt === null) return <Badge kind="future">{t("Not asked yet")}</Badge>;
  return row.cosigned >= size ? <Badge kind="ok">{t("Up to date")}</Badge> : <Badge kind="soon">{t("Catching up")}</Badge>;
}

function Witnesses({ size, witnesses, forms, stepUpHref }: WitnessesViewProps) {
  return (
    <Card id="witnesses" title={t("Witnesses of this log")}>
      {witnesses.length === 0 ? (
        <EmptyState icon="trail" title={t("Nobody else signs this log")}>
          {t("Add the witness of a customer, an auditor or another company. Any service that speaks C2SP tlog-witness will do, another portal of this kind as well.")}
        </EmptyState>
      ) : (
        <Table
          caption={t("Witnesses of this log")}
          cards
          columns={[
            { key: "name", label: t("Witness") },
            { key: "standing", label: t("How it stands") },
            { key: "cosigned", label: t("Cosigned") },
            { key: "act", label: t("Do"), quiet: true },
          ]}
        >
          {witnesses.map((row) => (
            <tr key={row.witnessId}>
              <td data-label={t("Witness")}>
                <div>
                  <b>{row.name}</b>
                  <span className="faint small notifications-line notifications-where">{row.address}</span>
                  <span className="small notifications-line notifications-where">
                    <CopyId value={row.key} label={t("public key")} short={shortKey(row.key)} />
                  </span>
                </div>
              </td>
              <td data-label={t("How it stands")}>
                <div>
                  <Standing row={row} size={size} />
                  {row.problem ? (
                    <>
                      <span className="small notifications-line notifications-where">{row.problem}</span>
                      <span className="faint small notifications-line">
                        <Rich
                          text={row.attempts === 1 ? pieces("Tried 1 time, next <at>{next}</at>.", { next: row.nextAttemptAt }) : pieces("Tried {attempts} times, next <at>{next}</at>.", { attempts: row.attempts, next: row.nextAttemptAt })}
                          at={(at) => <Time at={at} />}
                        />
                      </span>
                    </>
                  ) : null}
                </div>
              </td>
              <td data-label={t("Cosigned")}>
                <div>
                  <span className="num">{t("{n} of {all}", { n: row.cosigned, all: size })}</span>
                  {row.lastAt ? (
                    <span className="faint small notifications-line">
                      <Time at={row.lastAt} />
                    </span>
                  ) : null}
                </div>
              </td>
              <td>
                {forms && stepUpHref === null ? (
                  <Confirm label={t("Remove")} question={t("{name} is asked no more. What it has cosigned stays.", { name: row.name })}>
                    <form method="post" action={forms.removeWitness.action}>
                      <HiddenFields values={{ ...forms.removeWitness.hidden, witnessId: row.witnessId }} />
                      <Button size="small" kind="danger-solid" aria-label={t("Remove {name}", { name: row.name })}>
                        {t("Remove it")}
                      </Button>
                    </form>
                  </Confirm>
                ) : null}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

function Logs({ own, logs, forms, stepUpHref }: WitnessesViewProps) {
  return (
    <Card id="logs" title={t("Logs that this portal cosigns")}>
      {own ? (
        <div className="witness-own">
          <Facts
            items={[
              { term: t("Address"), value: <CopyId value={own.address} label={t("address")} short={own.address} /> },
              { term: t("Public key"), value: <CopyId value={own.key} label={t("public key")} short={shortKey(own.key)} /> },
            ]}
          />
        </div>
      ) : null}
      {logs.length === 0 ? (
        <EmptyState icon="trail" title={t("This portal is nobody's witness")}>
          {t("Enter the log of another installation to cosign it. Until then requests are answered with 404.")}
        </EmptyState>
      ) : (
        <Table
          caption={t("Logs that this portal cosigns")}
          cards
          columns={[
            { key: "log", label: t("Log") },
            { key: "cosigned", label: t("Cosigned") },
            { key: "act", label: t("Do"), quiet: true },
          ]}
        >
          {logs.map((row) => (
            <tr key={row.witnessedLogId}>
              <td data-label={t("Log")}>
                <div>
                  <b>{row.origin}</b>
                  {row.keys.map((key) => (
                    <span key={key} className="small notifications-line notifications-where">
                      <CopyId value={key} label={t("public key")} short={shortKey(key)} />
                    </span>
                  ))}
                  {row.refusedAt ? (
                    <span className="small notifications-line">
                      <Badge kind="error">{t("Refused")}</Badge> {t("What does not follow from it was presented")} <Time at={row.refusedAt} />
                    </span>
                  ) : null}
                </div>
              </td>
              <td data-label={t("Cosigned")}>
                {row.cosignedAt === null ? (
                  <span className="faint">{t("Nothing yet")}</span>
                ) : (
                  <div>
                    <span className="num">{tn(row.size, "{n} event", "{n} events")}</span>
                    <span className="faint small notifications-line">
                      <Time at={row.cosignedAt} />
                    </span>
                  </div>
                )}
              </td>
              <td>
                {forms && stepUpHref === null ? (
                  <Confirm label={t("Remove")} question={t("{name} is cosigned no more. What was cosigned is remembered: no other history is ever cosigned under this name.", { name: row.origin })}>
                    <form method="post" action={forms.removeLog.action}>
                      <HiddenFields values={{ ...forms.removeLog.hidden, witnessedLogId: row.witnessedLogId }} />
                      <Button size="small" kind="danger-solid" aria-label={t("Remove {name}", { name: row.origin })}>
                        {t("Remove it")}
                      </Button>
                    </form>
                  </Confirm>
                ) : null}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

function StepUp({ href }: { href: string }) {
  return (
    <p>
      <ButtonLink href={href}>{t("Confirm it is you")}</ButtonLink>
      <span className="faint small notifications-line">{t("Adding and removing needs your second factor.")}</span>
    </p>
  );
}

function AddWitness({ form, stepUpHref }: { form: KeptForm; stepUpHref: string | null }) {
  return (
    <Card id="add-witness" title={t("Add a witness")}>
      {stepUpHref ? (
        <StepUp href={stepUpHref} />
      ) : (
        <form method="post" action={form.action} className="notifications-add">
          <FormError error={form.error} />
          <HiddenFields values={form.hidden} />
          <Input id="address" label={t("Address")} hint={t("Its submission prefix, such as https://witness.example.com. Private networks need the operator's configuration.")} required autoComplete="off" defaultValue={form.values["address"]} error={form.errors?.["address"]} />
          <Input id="verifier" label={t("Public key")} className="mono" hint={t("One line, name+id+key, as the witness publishes it.")} required autoComplete="off" spellCheck={false} defaultValue={form.values["verifier"]} error={form.errors?.["verifier"]} />
          <p className="faint small">
            {t("The witness needs the public key of this log:")} <a href="/log/keys"><code>/log/keys</code></a>
          </p>
          <div>
            <Button kind="primary">{t("Add witness")}</Button>
          </div>
        </form>
      )}
    </Card>
  );
}

function AddLog({ form, stepUpHref }: { form: KeptForm; stepUpHref: string | null }) {
  return (
    <Card id="add-log" title={t("Cosign a log")}>
      {stepUpHref ? (
        <StepUp href={stepUpHref} />
      ) : (
        <form method="post" action={form.action} className="notifications-add">
          <FormError error={form.error} />
          <HiddenFields values={form.hidden} />
          <Textarea id="keys" label={t("Its public keys")} rows={3} hint={t("One in a line, as the log publishes them: of a portal of this kind at /log/keys. Entered again, they replace those that are known.")} required spellCheck={false} defaultValue={form.values["keys"]} error={form.errors?.["keys"]} />
          <Input id="origin" label={t("Its name")} optional hint={t("The first line of its checkpoints. Left empty, it is the name of its key.")} autoComplete="off" spellCheck={false} defaultValue={form.values["origin"]} error={form.errors?.["origin"]} />
          <div>
            <Button kind="primary">{t("Cosign this log")}</Button>
          </div>
        </form>
      )}
    </Card>
  );
}
