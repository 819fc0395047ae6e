-- CreateTable
CREATE TABLE "agreement_ending" (
    "customer_agreement_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "record_sha256" BYTEA NOT NULL,
    "record_bytes" INTEGER NOT NULL,

    CONSTRAINT "agreement_ending_pkey" PRIMARY KEY ("customer_agreement_id")
);

-- AddForeignKey
ALTER TABLE "agreement_ending" ADD CONSTRAINT "agreement_ending_customer_agreement_id_fkey" FOREIGN KEY ("customer_agreement_id") REFERENCES "customer_agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
