-- Which copies went out of what was agreed: asked for with each page of an agreement, among many letters that carry nothing.
CREATE INDEX message_copies ON message (about) WHERE attachments <> '[]'::jsonb;
