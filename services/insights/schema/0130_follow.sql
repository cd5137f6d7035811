-- Facts of a customer that was merged count as the survivor's. They hold no words.
SELECT alias_bearer('activity_fact', 'customer_id', '{lead_id,opportunity_id}');
SELECT alias_bearer('lead_fact', 'customer_id', '{lead_id}');
SELECT alias_bearer('opportunity_fact', 'customer_id', '{opportunity_id,lead_id}');
SELECT alias_bearer('deal_fact', 'customer_id', '{contract_id,opportunity_id}');

-- Whose erasure was acknowledged, so that a replay does not say it again.
CREATE TABLE forgotten_customer (customer_id uuid PRIMARY KEY);
