-- CreateEnum
CREATE TYPE "ControlState" AS ENUM ('OPEN', 'IN_PLACE', 'NOT_APPLICABLE');

-- CreateTable
CREATE TABLE "user_control_list" (
    "series_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" UUID,

    CONSTRAINT "user_control_list_pkey" PRIMARY KEY ("series_id","version")
);

-- CreateTable
CREATE TABLE "user_control" (
    "id" UUID NOT NULL,
    "series_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "text_changed_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_control_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_control_check" (
    "account_id" CHAR(12) NOT NULL,
    "control_id" UUID NOT NULL,
    "state" "ControlState" NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "decided_by_name" TEXT NOT NULL DEFAULT '',
    "assignee_id" UUID,

    CONSTRAINT "user_control_check_pkey" PRIMARY KEY ("account_id","control_id")
);

-- CreateTable
CREATE TABLE "user_control_comment" (
    "id" UUID NOT NULL,
    "account_id" CHAR(12) NOT NULL,
    "control_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_control_comment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "user_control_series_id_version_idx" ON "user_control"("series_id", "version");

-- CreateIndex
CREATE INDEX "user_control_check_control_id_idx" ON "user_control_check"("control_id");

-- CreateIndex
CREATE INDEX "user_control_comment_account_id_control_id_created_at_idx" ON "user_control_comment"("account_id", "control_id", "created_at");

-- AddForeignKey
ALTER TABLE "user_control_list" ADD CONSTRAINT "user_control_list_series_id_version_fkey" FOREIGN KEY ("series_id", "version") REFERENCES "report_version"("series_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_control" ADD CONSTRAINT "user_control_series_id_version_fkey" FOREIGN KEY ("series_id", "version") REFERENCES "user_control_list"("series_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_control_check" ADD CONSTRAINT "user_control_check_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_control_check" ADD CONSTRAINT "user_control_check_control_id_fkey" FOREIGN KEY ("control_id") REFERENCES "user_control"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_control_check" ADD CONSTRAINT "user_control_check_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_control_comment" ADD CONSTRAINT "user_control_comment_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_control_comment" ADD CONSTRAINT "user_control_comment_control_id_fkey" FOREIGN KEY ("control_id") REFERENCES "user_control"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
