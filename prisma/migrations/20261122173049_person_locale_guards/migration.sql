-- What Prisma's schema cannot express.

ALTER TABLE person ADD CONSTRAINT person_locale CHECK (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$');
