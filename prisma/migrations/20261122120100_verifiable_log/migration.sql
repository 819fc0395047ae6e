-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "erased" JSONB,
ADD COLUMN     "kept_salts" JSONB,
ADD COLUMN     "salt" UUID DEFAULT gen_random_uuid(),
ADD COLUMN     "xid" xid8 NOT NULL DEFAULT pg_current_xact_id();

-- CreateTable
CREATE TABLE "log_leaf" (
    "idx" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "organization_id" UUID,
    "organization_sequence" BIGINT NOT NULL,
    "previous" BYTEA,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "log_leaf_pkey" PRIMARY KEY ("idx")
);

-- CreateTable
CREATE TABLE "log_tile" (
    "level" INTEGER NOT NULL,
    "n" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "log_tile_pkey" PRIMARY KEY ("level","n")
);

-- CreateTable
CREATE TABLE "log_state" (
    "id" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "snapshot" TEXT NOT NULL,
    "system_id" TEXT NOT NULL,

    CONSTRAINT "log_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_organization" (
    "organization_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "log_organization_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "log_checkpoint" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_checkpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "log_key" (
    "verifier" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "signs_till" TIMESTAMPTZ(3),

    CONSTRAINT "log_key_pkey" PRIMARY KEY ("verifier")
);

-- CreateTable
CREATE TABLE "event_erasure" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "fields" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "person_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "event_erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "log_leaf_event_id_key" ON "log_leaf"("event_id");

-- CreateIndex
CREATE INDEX "log_leaf_organization_id_organization_sequence_idx" ON "log_leaf"("organization_id", "organization_sequence");

-- CreateIndex
CREATE INDEX "log_checkpoint_signed_at_idx" ON "log_checkpoint"("signed_at");

-- CreateIndex
CREATE INDEX "event_erasure_event_id_idx" ON "event_erasure"("event_id");

-- CreateIndex
CREATE INDEX "audit_event_xid_idx" ON "audit_event"("xid");

-- CreateIndex
CREATE INDEX "audit_event_resources_idx" ON "audit_event" USING GIN ("resources");
