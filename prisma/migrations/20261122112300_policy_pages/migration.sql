-- AlterTable
ALTER TABLE "policy" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "policy_draft" (
    "person_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "after" INTEGER,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_draft_pkey" PRIMARY KEY ("person_id","place")
);

-- AddForeignKey
ALTER TABLE "policy_draft" ADD CONSTRAINT "policy_draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
