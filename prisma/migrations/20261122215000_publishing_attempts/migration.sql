-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "publish_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "publish_retry_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "import_row" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "retry_at" TIMESTAMPTZ(3);
