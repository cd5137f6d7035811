-- Delivery plans. What people wrote (content, remarks, names) is sealed.

CREATE TABLE delivery_plan (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    contract_id uuid NOT NULL UNIQUE,
    contract_number text NOT NULL,
    deal_id uuid NOT NULL,
    opportunity_id uuid,
    customer_id uuid NOT NULL,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    effective_date date NOT NULL,
    proposals integer NOT NULL DEFAULT 0,
    link_expires_at timestamptz,
    confirmed_at timestamptz,
    confirmed_how text,
    confirmed_by text,
    change_request text,
    end_reason text,
    created_at timestamptz NOT NULL,
    completed_at timestamptz
);
CREATE INDEX ON delivery_plan (created_at DESC, id DESC);
CREATE INDEX ON delivery_plan (customer_id);
CREATE INDEX ON delivery_plan (owner_path text_pattern_ops, created_at DESC);

CREATE TABLE delivery_item (
    id uuid PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES delivery_plan,
    position integer NOT NULL,
    state text NOT NULL DEFAULT 'PLANNED',
    kind text NOT NULL,
    product text,
    quantity bigint,
    content text,
    method text,
    staff_id uuid,
    due_on date,
    late boolean NOT NULL DEFAULT false,
    started_at timestamptz,
    delivered_at timestamptz,
    accepted_at timestamptz,
    rejections integer NOT NULL DEFAULT 0,
    rejection_reason text,
    rejection_remark text,
    UNIQUE (plan_id, position)
);
CREATE INDEX ON delivery_item (staff_id);
