-- CreateEnum
CREATE TYPE "ResourceKind" AS ENUM ('WHITEPAPER', 'ANSWER', 'CHECKLIST', 'STORY');

-- CreateEnum
CREATE TYPE "ResourceState" AS ENUM ('DRAFT', 'PUBLISHED', 'RETIRED');

-- CreateTable
CREATE TABLE "learning_result" (
    "person_id" UUID NOT NULL,
    "module" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "answers" INTEGER[],
    "right" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "passed_at" TIMESTAMPTZ(3),

    CONSTRAINT "learning_result_pkey" PRIMARY KEY ("person_id","module")
);

-- CreateTable
CREATE TABLE "learning_certificate" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "modules" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "sha256" BYTEA NOT NULL,
    "bytes" INTEGER NOT NULL,

    CONSTRAINT "learning_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resource" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "state" "ResourceState" NOT NULL,
    "kind" "ResourceKind" NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "programs" TEXT[],
    "topics" TEXT[],
    "revision" INTEGER,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "search_text" TEXT NOT NULL,

    CONSTRAINT "resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resource_draft" (
    "resource_id" UUID NOT NULL,
    "kind" "ResourceKind" NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "programs" TEXT[],
    "topics" TEXT[],
    "save" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "saved_by_name" TEXT NOT NULL,

    CONSTRAINT "resource_draft_pkey" PRIMARY KEY ("resource_id")
);

-- CreateTable
CREATE TABLE "resource_revision" (
    "resource_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" "ResourceKind" NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "programs" TEXT[],
    "topics" TEXT[],
    "note" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" UUID,
    "published_by_name" TEXT NOT NULL,

    CONSTRAINT "resource_revision_pkey" PRIMARY KEY ("resource_id","revision")
);

-- CreateIndex
CREATE UNIQUE INDEX "learning_certificate_code_key" ON "learning_certificate"("code");

-- CreateIndex
CREATE UNIQUE INDEX "learning_certificate_person_id_path_key" ON "learning_certificate"("person_id", "path");

-- CreateIndex
CREATE UNIQUE INDEX "resource_slug_key" ON "resource"("slug");

-- CreateIndex
CREATE INDEX "resource_state_kind_title_idx" ON "resource"("state", "kind", "title");

-- AddForeignKey
ALTER TABLE "learning_result" ADD CONSTRAINT "learning_result_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learning_certificate" ADD CONSTRAINT "learning_certificate_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_draft" ADD CONSTRAINT "resource_draft_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_revision" ADD CONSTRAINT "resource_revision_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
