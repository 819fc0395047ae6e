-- What happened to a document, a copy, an agreement. Browsing, which is most of what is written, does not pay for it.
DROP INDEX audit_event_resources_idx;
CREATE INDEX audit_event_about ON audit_event USING gin (resources) WHERE NOT browsing;
