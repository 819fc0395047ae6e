import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Attachment, attachmentsOf, withAttachments } from "./attachments";
import { readablePolicy } from "./in-reach";

const maxVersions = 200;

/** A policy with the document of one version, the newest if none is named, its history, and where it is attached. */
export const getPolicy = operation({
  name: "access:GetPolicy",
  summary: "A policy: the document of one version, the history of all, and where it is attached.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ policyId: Uuid, version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
  output: z.object({
    policyId: z.uuid(),
    organizationId: z.uuid(),
    slug: z.string(),
    name: z.string(),
    version: z.int(),
    document: z.string(),
    /** Whether the caller could change it. */
    managed: z.boolean(),
    /** Newest first, 200 at most. `by` is null where the person is not known. */
    versions: z.array(z.object({ version: z.int(), createdAt: z.date(), by: z.string().nullable() })),
    /** Those in the caller's organization; all of them for who could change the policy. */
    attachments: z.array(Attachment),
  }),
  resource: ({ db, caller, input }) => readablePolicy(db, caller, input.policyId),
  async handle({ db, caller, input, resource }) {
    const policy = await db.policy.findUniqueOrThrow({
      where: { id: resource.id },
      include: { versions: { orderBy: { version: "desc" }, take: maxVersions, select: { version: true, createdAt: true, createdBy: true } }, ...withAttachments(resource.managed ? undefined : caller.account.organizationId) },
    });
    const shown = await db.policyVersion.findFirst({
      where: { policyId: policy.id, ...(input.version === undefined ? {} : { version: input.version }) },
      orderBy: { version: "desc" },
      select: { version: true, document: true },
    });
    if (!shown) throw new MunimentError("ResourceNotFound");
    const authors = [...new Set(policy.versions.flatMap(({ createdBy }) => createdBy ?? []))];
    const names = new Map((await db.person.findMany({ where: { id: { in: authors } }, select: { id: true, name: true } })).map(({ id, name }) => [id, name]));
    return {
      policyId: policy.id,
      organizationId: policy.organizationId,
      slug: policy.slug,
      name: policy.name,
      version: shown.version,
      document: shown.document,
      managed: resource.managed,
      versions: policy.versions.map(({ version, createdAt, createdBy }) => ({ version, createdAt, by: (createdBy && names.get(createdBy)) ?? null })),
      attachments: attachmentsOf(resource.managed ? policy : { ...policy, attachments: [] }),
    };
  },
  record: ({ resource, output }) => ({ resources: [`policy/${resource.id}`], parameters: { version: output.version } }),
});
