-- CreateEnum
CREATE TYPE "AgreementKind" AS ENUM ('BAA', 'NDA', 'DPA', 'OTHER');

-- CreateEnum
CREATE TYPE "AgreementScope" AS ENUM ('ACCOUNT', 'ORGANIZATION', 'BOTH');

-- CreateEnum
CREATE TYPE "AgreementState" AS ENUM ('OFFERED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "CustomerAgreementState" AS ENUM ('ACTIVE', 'CUSTOMER_TERMINATED', 'PROVIDER_TERMINATED', 'SUPERSEDED');

-- CreateEnum
CREATE TYPE "CustomerAgreementType" AS ENUM ('DEFAULT', 'CUSTOM', 'MODIFIED');

-- CreateTable
CREATE TABLE "account_placement" (
    "account_id" CHAR(12) NOT NULL,
    "organization_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_placement_pkey" PRIMARY KEY ("account_id","from_at")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "kind" "AgreementKind" NOT NULL,
    "scope" "AgreementScope" NOT NULL,
    "prerequisite_id" UUID,
    "state" "AgreementState" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement_revision" (
    "agreement_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "boxes" JSONB NOT NULL,
    "terminate_terms" TEXT NOT NULL,
    "notice_days" INTEGER NOT NULL,
    "effective" DATE NOT NULL,
    "grace_days" INTEGER,
    "text_sha256" BYTEA NOT NULL,
    "document_sha256" BYTEA NOT NULL,
    "document_bytes" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" UUID,

    CONSTRAINT "agreement_revision_pkey" PRIMARY KEY ("agreement_id","revision")
);

-- CreateTable
CREATE TABLE "customer_agreement" (
    "id" UUID NOT NULL,
    "agreement_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "account_id" CHAR(12),
    "organization_id" UUID,
    "type" "CustomerAgreementType" NOT NULL,
    "state" "CustomerAgreementState" NOT NULL,
    "effective_start" TIMESTAMPTZ(3) NOT NULL,
    "effective_end" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "document_sha256" BYTEA,
    "document_bytes" INTEGER,
    "document_note" TEXT NOT NULL DEFAULT '',
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "ended_by_name" TEXT NOT NULL DEFAULT '',
    "end_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "customer_agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "acceptance" (
    "id" UUID NOT NULL,
    "customer_agreement_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "person_email" TEXT NOT NULL,
    "person_title" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "record_sha256" BYTEA NOT NULL,
    "certificate_sha256" BYTEA NOT NULL,
    "certificate_bytes" INTEGER NOT NULL,

    CONSTRAINT "acceptance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "account_placement_organization_id_from_at_idx" ON "account_placement"("organization_id", "from_at");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_slug_key" ON "agreement"("slug");

-- CreateIndex
CREATE INDEX "customer_agreement_account_id_idx" ON "customer_agreement"("account_id");

-- CreateIndex
CREATE INDEX "customer_agreement_organization_id_idx" ON "customer_agreement"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "acceptance_customer_agreement_id_key" ON "acceptance"("customer_agreement_id");

-- CreateIndex
CREATE INDEX "acceptance_person_id_idx" ON "acceptance"("person_id");

-- AddForeignKey
ALTER TABLE "account_placement" ADD CONSTRAINT "account_placement_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_placement" ADD CONSTRAINT "account_placement_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_prerequisite_id_fkey" FOREIGN KEY ("prerequisite_id") REFERENCES "agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_revision" ADD CONSTRAINT "agreement_revision_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_agreement" ADD CONSTRAINT "customer_agreement_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_agreement" ADD CONSTRAINT "customer_agreement_agreement_id_revision_fkey" FOREIGN KEY ("agreement_id", "revision") REFERENCES "agreement_revision"("agreement_id", "revision") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_agreement" ADD CONSTRAINT "customer_agreement_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_agreement" ADD CONSTRAINT "customer_agreement_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_customer_agreement_id_fkey" FOREIGN KEY ("customer_agreement_id") REFERENCES "customer_agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
