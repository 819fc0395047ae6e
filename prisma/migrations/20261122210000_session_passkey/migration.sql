-- An acceptance names the very passkey that its session was confirmed with.
ALTER TABLE "session" ADD COLUMN "passkey_id" UUID;
CREATE INDEX "session_passkey_id_idx" ON "session"("passkey_id");
ALTER TABLE "session" ADD CONSTRAINT "session_passkey_id_fkey" FOREIGN KEY ("passkey_id") REFERENCES "passkey"("id") ON DELETE SET NULL ON UPDATE CASCADE;
