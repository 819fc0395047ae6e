-- CreateEnum
CREATE TYPE "ForwardingKind" AS ENUM ('SYSLOG_TCP', 'SYSLOG_TLS', 'WEBHOOK');

-- CreateEnum
CREATE TYPE "DeadLetterState" AS ENUM ('DEAD', 'RETRYING', 'SENT');

-- CreateEnum
CREATE TYPE "MessageChannel" AS ENUM ('MAIL', 'WEBHOOK');

-- CreateEnum
CREATE TYPE "SubscriptionTopic" AS ENUM ('ALL', 'PROGRAM', 'SERIES', 'REGION', 'CATEGORY', 'AGREEMENTS', 'ROLES');

-- CreateEnum
CREATE TYPE "SubscriptionRhythm" AS ENUM ('IMMEDIATE', 'DAILY', 'WEEKLY');

-- CreateEnum
CREATE TYPE "NoticeKind" AS ENUM ('REPORT_VERSION', 'AGREEMENT_REVISION', 'AGREEMENT_IN_FORCE', 'AGREEMENT_ENDED', 'AGREEMENT_REMINDER', 'ROLE_ENDING', 'ROLE_ENDED');

-- CreateEnum
CREATE TYPE "NoticeItemState" AS ENUM ('WAITING', 'QUEUED', 'DROPPED');

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "channel" "MessageChannel" NOT NULL DEFAULT 'MAIL',
ADD COLUMN     "destination_id" UUID,
ADD COLUMN     "news" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "forwarding_destination" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "ForwardingKind" NOT NULL,
    "address" TEXT NOT NULL,
    "sealed" BYTEA,
    "browsing" BOOLEAN NOT NULL DEFAULT false,
    "next" BIGINT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "problem" TEXT NOT NULL DEFAULT '',
    "last_sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "forwarding_destination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forwarding_dead_letter" (
    "id" UUID NOT NULL,
    "destination_id" UUID NOT NULL,
    "from_idx" BIGINT NOT NULL,
    "to_idx" BIGINT NOT NULL,
    "events" INTEGER NOT NULL,
    "state" "DeadLetterState" NOT NULL,
    "problem" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "forwarding_dead_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_destination" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" "MessageChannel" NOT NULL,
    "address" TEXT NOT NULL,
    "sealed" BYTEA,
    "token_hash" BYTEA,
    "token_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_destination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "account_id" CHAR(12) NOT NULL,
    "topic" "SubscriptionTopic" NOT NULL,
    "value" TEXT NOT NULL DEFAULT '',
    "destination_id" UUID,
    "rhythm" "SubscriptionRhythm" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_preference" (
    "person_id" UUID NOT NULL,
    "time_zone" TEXT NOT NULL,

    CONSTRAINT "notification_preference_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "key" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_item" (
    "id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "NoticeItemState" NOT NULL,
    "message_id" UUID,

    CONSTRAINT "notice_item_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "forwarding_dead_letter_destination_id_created_at_idx" ON "forwarding_dead_letter"("destination_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_destination_token_hash_key" ON "notification_destination"("token_hash");

-- CreateIndex
CREATE INDEX "notification_destination_person_id_idx" ON "notification_destination"("person_id");

-- CreateIndex
CREATE INDEX "subscription_person_id_account_id_idx" ON "subscription"("person_id", "account_id");

-- CreateIndex
CREATE INDEX "subscription_topic_value_idx" ON "subscription"("topic", "value");

-- CreateIndex
CREATE INDEX "subscription_destination_id_idx" ON "subscription"("destination_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_key_key" ON "notice"("key");

-- CreateIndex
CREATE INDEX "notice_at_idx" ON "notice"("at");

-- CreateIndex
CREATE INDEX "notice_item_message_id_idx" ON "notice_item"("message_id");

-- CreateIndex
CREATE INDEX "notice_item_subscription_id_idx" ON "notice_item"("subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_item_notice_id_subscription_id_key" ON "notice_item"("notice_id", "subscription_id");

-- AddForeignKey
ALTER TABLE "forwarding_dead_letter" ADD CONSTRAINT "forwarding_dead_letter_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "forwarding_destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "notification_destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_destination" ADD CONSTRAINT "notification_destination_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_person_id_account_id_fkey" FOREIGN KEY ("person_id", "account_id") REFERENCES "membership"("person_id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "notification_destination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_preference" ADD CONSTRAINT "notification_preference_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_item" ADD CONSTRAINT "notice_item_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_item" ADD CONSTRAINT "notice_item_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_item" ADD CONSTRAINT "notice_item_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
