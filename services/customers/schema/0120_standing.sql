-- Who has bought and was not heard of for long is dormant.
CREATE INDEX ON customer (id) WHERE state IN ('ACTIVE', 'DORMANT');
INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('rest_customers', 'day', now(), '');
