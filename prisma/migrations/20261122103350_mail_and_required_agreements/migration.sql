-- CreateEnum
CREATE TYPE "PreparedState" AS ENUM ('PREPARED', 'ACCEPTED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "MessageState" AS ENUM ('QUEUED', 'SENT', 'GIVEN_UP');

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "two_person_agreements" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "series_agreement" (
    "series_id" TEXT NOT NULL,
    "agreement_id" UUID NOT NULL,

    CONSTRAINT "series_agreement_pkey" PRIMARY KEY ("series_id","agreement_id")
);

-- CreateTable
CREATE TABLE "prepared_acceptance" (
    "id" UUID NOT NULL,
    "agreement_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_id" CHAR(12),
    "legal_entity" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "person_email" TEXT NOT NULL,
    "person_title" TEXT NOT NULL,
    "typed_name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "PreparedState" NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" UUID,

    CONSTRAINT "prepared_acceptance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "to_address" TEXT NOT NULL,
    "person_id" UUID,
    "subject" TEXT NOT NULL,
    "body" BYTEA,
    "attachments" JSONB NOT NULL,
    "about" TEXT NOT NULL,
    "state" "MessageState" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "good_until" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "series_agreement_agreement_id_idx" ON "series_agreement"("agreement_id");

-- CreateIndex
CREATE INDEX "prepared_acceptance_organization_id_agreement_id_idx" ON "prepared_acceptance"("organization_id", "agreement_id");

-- CreateIndex
CREATE INDEX "message_created_at_id_idx" ON "message"("created_at", "id");

-- AddForeignKey
ALTER TABLE "series_agreement" ADD CONSTRAINT "series_agreement_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "report_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series_agreement" ADD CONSTRAINT "series_agreement_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prepared_acceptance" ADD CONSTRAINT "prepared_acceptance_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prepared_acceptance" ADD CONSTRAINT "prepared_acceptance_agreement_id_revision_fkey" FOREIGN KEY ("agreement_id", "revision") REFERENCES "agreement_revision"("agreement_id", "revision") ON DELETE RESTRICT ON UPDATE CASCADE;

