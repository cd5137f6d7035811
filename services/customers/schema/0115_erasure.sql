-- How far an erasure has come elsewhere.
CREATE TABLE erasure_service (service text PRIMARY KEY);
INSERT INTO erasure_service VALUES
    ('leads'), ('opportunities'), ('contracts'), ('aftersales'), ('qa'), ('insights'), ('notifications');
CREATE TABLE erasure_step (
    customer_id uuid NOT NULL,
    service text NOT NULL,
    done_at timestamptz,
    rows bigint NOT NULL DEFAULT 0,
    kept bigint NOT NULL DEFAULT 0,
    kept_reason text,
    PRIMARY KEY (customer_id, service)
);
