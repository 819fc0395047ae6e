-- CreateEnum
CREATE TYPE "AccessRequestState" AS ENUM ('OPEN', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED');

-- CreateEnum
CREATE TYPE "ApprovalRuleKind" AS ENUM ('DOMAIN', 'GROUP', 'AGREEMENT');

-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "role_id" UUID,
ADD COLUMN     "role_name" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "grant_id" UUID;

-- AlterTable
ALTER TABLE "policy_attachment" ADD COLUMN     "role_id" UUID;

-- AlterTable
ALTER TABLE "report_series" ADD COLUMN     "askable" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "former_id" UUID,
ADD COLUMN     "role_grant_id" UUID;

-- CreateTable
CREATE TABLE "role" (
    "id" UUID NOT NULL,
    "account_id" CHAR(12) NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "person_id" UUID,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_request" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_id" CHAR(12) NOT NULL,
    "person_id" UUID NOT NULL,
    "series_id" TEXT,
    "action" TEXT,
    "to_operator" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "AccessRequestState" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "decided_by_name" TEXT NOT NULL DEFAULT '',
    "rule_id" UUID,
    "decision_reason" TEXT NOT NULL DEFAULT '',
    "until_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "access_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_rule" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" "ApprovalRuleKind" NOT NULL,
    "value" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_rule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "role_account_id_idx" ON "role"("account_id");

-- CreateIndex
CREATE INDEX "role_grant_role_id_until_at_idx" ON "role_grant"("role_id", "until_at");

-- CreateIndex
CREATE INDEX "role_grant_person_id_until_at_idx" ON "role_grant"("person_id", "until_at");

-- CreateIndex
CREATE INDEX "access_request_person_id_account_id_state_idx" ON "access_request"("person_id", "account_id", "state");

-- CreateIndex
CREATE INDEX "access_request_account_id_state_created_at_idx" ON "access_request"("account_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "access_request_organization_id_state_created_at_idx" ON "access_request"("organization_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "approval_rule_organization_id_idx" ON "approval_rule"("organization_id");

-- CreateIndex
CREATE INDEX "policy_attachment_role_id_idx" ON "policy_attachment"("role_id");

-- AddForeignKey
ALTER TABLE "policy_attachment" ADD CONSTRAINT "policy_attachment_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "report_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "approval_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_rule" ADD CONSTRAINT "approval_rule_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_role_grant_id_fkey" FOREIGN KEY ("role_grant_id") REFERENCES "role_grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "role_grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
