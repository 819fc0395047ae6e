-- CreateTable
CREATE TABLE "log_witness" (
    "id" UUID NOT NULL,
    "verifier" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "known" BIGINT NOT NULL DEFAULT 0,
    "cosigned" BIGINT NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "problem" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "log_witness_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_cosignature" (
    "checkpoint_size" BIGINT NOT NULL,
    "witness_id" UUID NOT NULL,
    "line" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_cosignature_pkey" PRIMARY KEY ("checkpoint_size","witness_id")
);

-- CreateTable
CREATE TABLE "witnessed_log" (
    "id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "verifiers" TEXT[],
    "size" BIGINT NOT NULL DEFAULT 0,
    "root" BYTEA NOT NULL,
    "note" TEXT,
    "cosigned_at" TIMESTAMPTZ(3),
    "refused" TEXT,
    "refused_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "witnessed_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "witnessed_fork" (
    "log_id" UUID NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "cosigned" TEXT NOT NULL,
    "presented" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "witnessed_fork_pkey" PRIMARY KEY ("log_id","size","root")
);

-- CreateTable
CREATE TABLE "witness_key" (
    "verifier" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "witness_key_pkey" PRIMARY KEY ("verifier")
);

-- CreateIndex
CREATE INDEX "log_cosignature_witness_id_checkpoint_size_idx" ON "log_cosignature"("witness_id", "checkpoint_size" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "witnessed_log_origin_key" ON "witnessed_log"("origin");

-- AddForeignKey
ALTER TABLE "log_cosignature" ADD CONSTRAINT "log_cosignature_witness_id_fkey" FOREIGN KEY ("witness_id") REFERENCES "log_witness"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "witnessed_fork" ADD CONSTRAINT "witnessed_fork_log_id_fkey" FOREIGN KEY ("log_id") REFERENCES "witnessed_log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
