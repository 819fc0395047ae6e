-- CreateEnum
CREATE TYPE "DraftState" AS ENUM ('RECEIVING', 'WAITING', 'PREPARING', 'REFUSED', 'READY', 'PUBLISHED', 'DISCARDED');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('CHECKED', 'RUNNING', 'DONE');

-- CreateEnum
CREATE TYPE "ImportRowState" AS ENUM ('GOOD', 'BAD', 'IMPORTED', 'FAILED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.

ALTER TYPE "PublicationState" ADD VALUE 'SUPERSEDED';
ALTER TYPE "PublicationState" ADD VALUE 'WITHDRAWN';

-- AlterTable
ALTER TABLE "report_series" ADD COLUMN     "owner_id" UUID;

-- AlterTable
ALTER TABLE "report_version" ADD COLUMN     "changes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "end_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "superseded_by" INTEGER;

-- CreateTable
CREATE TABLE "draft" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "keep_embedded_files" BOOLEAN NOT NULL DEFAULT false,
    "state" "DraftState" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMPTZ(3),
    "page" INTEGER NOT NULL DEFAULT 0,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT NOT NULL DEFAULT '',
    "original_sha256" BYTEA,
    "prepared_sha256" BYTEA,
    "manifest" JSONB,
    "guesses" JSONB,
    "series_id" TEXT,
    "facts" JSONB NOT NULL,
    "publish_at" TIMESTAMPTZ(3),
    "scheduled_by" UUID,
    "version" INTEGER,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "freshness_reminder" (
    "series_id" TEXT NOT NULL,
    "lapses_on" DATE NOT NULL,
    "days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "freshness_reminder_pkey" PRIMARY KEY ("series_id","lapses_on","days")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "ImportState" NOT NULL,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "batch_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "sha256" BYTEA,
    "state" "ImportRowState" NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',
    "version" INTEGER,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("batch_id","line")
);

-- CreateIndex
CREATE INDEX "draft_state_created_at_idx" ON "draft"("state", "created_at");

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "report_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "freshness_reminder" ADD CONSTRAINT "freshness_reminder_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "report_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
