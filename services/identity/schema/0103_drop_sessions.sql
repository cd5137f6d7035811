-- Sessions that are over go by themselves.
CREATE INDEX ON session (expires_at);
INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('drop_sessions', 'clock', now(), '');
