-- AlterTable
ALTER TABLE "account" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "suspended_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "organizational_unit" ADD COLUMN     "suspended_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "account_invitation" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "unit_id" UUID,
    "account_id" CHAR(12) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "invited_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "declined_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "account_invitation_organization_id_created_at_idx" ON "account_invitation"("organization_id", "created_at");

-- CreateIndex
CREATE INDEX "account_invitation_account_id_created_at_idx" ON "account_invitation"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "account_unit_id_idx" ON "account"("unit_id");

-- AddForeignKey
ALTER TABLE "account_invitation" ADD CONSTRAINT "account_invitation_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_invitation" ADD CONSTRAINT "account_invitation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "organizational_unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
