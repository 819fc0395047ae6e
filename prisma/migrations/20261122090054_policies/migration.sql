-- CreateTable
CREATE TABLE "policy" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "policy_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("policy_id","version")
);

-- CreateTable
CREATE TABLE "policy_attachment" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "person_id" UUID,
    "account_id" CHAR(12),
    "organization_id" UUID,
    "group" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,

    CONSTRAINT "policy_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guardrail_attachment" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "unit_id" UUID,
    "account_id" CHAR(12),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,

    CONSTRAINT "guardrail_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_state" (
    "id" INTEGER NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "access_state_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "policy_organization_id_slug_key" ON "policy"("organization_id", "slug");

-- CreateIndex
CREATE INDEX "policy_attachment_person_id_account_id_idx" ON "policy_attachment"("person_id", "account_id");

-- CreateIndex
CREATE INDEX "policy_attachment_organization_id_group_idx" ON "policy_attachment"("organization_id", "group");

-- CreateIndex
CREATE INDEX "policy_attachment_policy_id_idx" ON "policy_attachment"("policy_id");

-- CreateIndex
CREATE INDEX "guardrail_attachment_organization_id_idx" ON "guardrail_attachment"("organization_id");

-- CreateIndex
CREATE INDEX "guardrail_attachment_policy_id_idx" ON "guardrail_attachment"("policy_id");

-- AddForeignKey
ALTER TABLE "policy" ADD CONSTRAINT "policy_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_attachment" ADD CONSTRAINT "policy_attachment_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_attachment" ADD CONSTRAINT "policy_attachment_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "membership"("person_id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_attachment" ADD CONSTRAINT "policy_attachment_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardrail_attachment" ADD CONSTRAINT "guardrail_attachment_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardrail_attachment" ADD CONSTRAINT "guardrail_attachment_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardrail_attachment" ADD CONSTRAINT "guardrail_attachment_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "organizational_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardrail_attachment" ADD CONSTRAINT "guardrail_attachment_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot express.

CREATE TRIGGER policy_version_append_only BEFORE UPDATE OR DELETE ON policy_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_version_no_truncate BEFORE TRUNCATE ON policy_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE policy_version ENABLE ALWAYS TRIGGER policy_version_append_only;
ALTER TABLE policy_version ENABLE ALWAYS TRIGGER policy_version_no_truncate;

-- The database counts code points, the program UTF-16 units: what the program takes always fits.
ALTER TABLE policy_version ADD CONSTRAINT policy_version_size CHECK (version >= 1 AND length(document) BETWEEN 1 AND 6144);
ALTER TABLE policy_attachment ADD CONSTRAINT policy_attachment_target CHECK (
  (person_id IS NOT NULL AND account_id IS NOT NULL AND organization_id IS NULL AND "group" IS NULL)
  OR (person_id IS NULL AND account_id IS NULL AND organization_id IS NOT NULL AND "group" IS NOT NULL));
ALTER TABLE guardrail_attachment ADD CONSTRAINT guardrail_attachment_target CHECK (unit_id IS NULL OR account_id IS NULL);

CREATE UNIQUE INDEX policy_attachment_person_once ON policy_attachment (policy_id, person_id, account_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX policy_attachment_group_once ON policy_attachment (policy_id, organization_id, "group") WHERE "group" IS NOT NULL;
CREATE UNIQUE INDEX guardrail_attachment_once ON guardrail_attachment (policy_id, organization_id, COALESCE(unit_id::text, account_id::text, ''));

INSERT INTO access_state (id, revision) VALUES (1, 0);

CREATE FUNCTION raise_access_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE access_state SET revision = revision + 1 WHERE id = 1;
  RETURN NULL;
END
$$;

CREATE TRIGGER policy_raises AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON policy FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
CREATE TRIGGER policy_version_raises AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON policy_version FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
CREATE TRIGGER policy_attachment_raises AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON policy_attachment FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
CREATE TRIGGER guardrail_attachment_raises AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON guardrail_attachment FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
-- A new unit or account changes nobody's layers; a moved or renamed one does.
CREATE TRIGGER organizational_unit_raises AFTER UPDATE OR DELETE ON organizational_unit FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
CREATE TRIGGER account_raises AFTER UPDATE OR DELETE ON account FOR EACH STATEMENT EXECUTE FUNCTION raise_access_revision();
