-- CreateTable
CREATE TABLE "retention_rule" (
    "id" UUID NOT NULL,
    "class" TEXT NOT NULL,
    "days" INTEGER,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "counts_from" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "person_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "retention_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "legal_hold" (
    "id" UUID NOT NULL,
    "covers" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "placed_by" UUID,
    "placed_by_name" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "ended_by_name" TEXT NOT NULL DEFAULT '',
    "end_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "retention_rule_class_set_at_idx" ON "retention_rule"("class", "set_at" DESC);
