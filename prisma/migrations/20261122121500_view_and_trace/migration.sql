-- AlterTable
ALTER TABLE "download" ADD COLUMN     "parts" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "sent" int8multirange NOT NULL DEFAULT '{}'::int8multirange,
ADD COLUMN     "viewed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "report_series" ADD COLUMN     "view_only" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "download_served_sha256_idx" ON "download"("served_sha256");
