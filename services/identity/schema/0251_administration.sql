-- Looking things up in the audit, newest first.
CREATE INDEX ON audit (at, id);
CREATE INDEX ON audit (subject_id, at);
CREATE INDEX ON audit (actor, at);
CREATE INDEX ON user_account USING gin (roles);
CREATE INDEX ON api_key USING gin (roles);
