-- What is kept of searches goes by itself, when it is old.
CREATE INDEX ON search_audit (at);
INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('drop_searches', 'clock', now(), '');
