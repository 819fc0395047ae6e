-- What a form held that was refused or had to wait for a fresh code. Sealed, so its length is all that can be read of it.
ALTER TABLE "session" ADD COLUMN "kept_form" BYTEA;
