-- What Prisma's schema cannot express.

-- The same twice would tell the same twice.
CREATE UNIQUE INDEX subscription_once ON subscription (person_id, account_id, topic, value, COALESCE(destination_id, '00000000-0000-0000-0000-000000000000'));
CREATE INDEX notice_item_due ON notice_item (due_at, id) WHERE state = 'WAITING';
CREATE UNIQUE INDEX notification_destination_mail_once ON notification_destination (person_id, address) WHERE channel = 'MAIL' AND removed_at IS NULL;

ALTER TABLE subscription ADD CONSTRAINT subscription_value CHECK ((topic IN ('ALL', 'AGREEMENTS', 'ROLES')) = (value = ''));
ALTER TABLE notice_item ADD CONSTRAINT notice_item_message CHECK ((state = 'QUEUED') = (message_id IS NOT NULL));
ALTER TABLE message DROP CONSTRAINT message_words;
ALTER TABLE message
  ADD CONSTRAINT message_place CHECK (channel = 'MAIL' OR destination_id IS NOT NULL),
  ADD CONSTRAINT message_words CHECK (CASE WHEN news THEN body IS NULL ELSE state = 'SENT' OR body IS NOT NULL OR good_until <= settled_at END);
ALTER TABLE notification_destination ADD CONSTRAINT notification_destination_webhook CHECK (removed_at IS NOT NULL OR (channel = 'WEBHOOK') = (sealed IS NOT NULL));
ALTER TABLE forwarding_dead_letter ADD CONSTRAINT forwarding_dead_letter_stretch CHECK (from_idx < to_idx);
ALTER TABLE forwarding_destination ADD CONSTRAINT forwarding_destination_webhook CHECK (removed_at IS NOT NULL OR (kind = 'WEBHOOK') = (sealed IS NOT NULL));

-- What happened before anybody could subscribe is no news, and nobody gets letters about it.
INSERT INTO notice (id, kind, key, subject, at)
  SELECT gen_random_uuid(), 'REPORT_VERSION', 'report-version/' || id, id::text, published_at FROM report_version WHERE state = 'PUBLISHED';
INSERT INTO notice (id, kind, key, subject, at)
  SELECT gen_random_uuid(), 'AGREEMENT_ENDED', 'agreement-ended/' || id, id::text, effective_end FROM customer_agreement WHERE effective_end <= now();
