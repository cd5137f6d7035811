CREATE TABLE remark (
    lead_id uuid NOT NULL,
    remark text NOT NULL,
    times integer NOT NULL DEFAULT 1,
    PRIMARY KEY (lead_id, remark)
);
