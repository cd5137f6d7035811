-- What contracts are made from: templates with a clause for each of the four review foci; the questions of a review.

CREATE TABLE contract_template (
    code text PRIMARY KEY,
    name text NOT NULL,
    revision integer NOT NULL DEFAULT 1
);

CREATE TABLE template_clause (
    template_code text NOT NULL REFERENCES contract_template,
    clause_group text NOT NULL CHECK (clause_group IN ('PRICE', 'SERVICE', 'DELIVERY', 'BREACH')),
    body text NOT NULL,
    PRIMARY KEY (template_code, clause_group)
);

INSERT INTO contract_template (code, name) VALUES
    ('standard', 'Standard contract'),
    ('order_form', 'Order form');

INSERT INTO template_clause (template_code, clause_group, body) VALUES
    ('standard', 'PRICE',
     'The prices are those of the lines above and include the discounts named there. They are fixed for '
     'the term. Payment is due by the schedule below.'),
    ('standard', 'SERVICE',
     'The supplier renders the services named in the lines above, to the standard that is usual in the '
     'trade, on working days.'),
    ('standard', 'DELIVERY',
     'The supplier delivers at the times agreed below, to the place that the customer names in writing. '
     'The customer accepts what conforms within ten working days.'),
    ('standard', 'BREACH',
     'A party that is late by more than ten working days after a written reminder owes 0.05 percent of the '
     'value concerned for each further day, at most 5 percent of the amount.'),
    ('order_form', 'PRICE', 'The prices are those of the lines above. Payment is due by the schedule below.'),
    ('order_form', 'SERVICE', 'The services named in the lines above are rendered once, without further commitment.'),
    ('order_form', 'DELIVERY', 'Delivery is from stock, or at the times agreed below.'),
    ('order_form', 'BREACH',
     'Either party may withdraw from what was not delivered within thirty days after a written reminder.');

CREATE TABLE checklist_question (
    code text PRIMARY KEY,
    position integer NOT NULL UNIQUE,
    clause_group text NOT NULL CHECK (clause_group IN ('PRICE', 'SERVICE', 'DELIVERY', 'BREACH')),
    question text NOT NULL
);

INSERT INTO checklist_question (code, position, clause_group, question) VALUES
    ('PRICE_ACCURATE', 1, 'PRICE', 'Is the price accurate, line by line and in sum?'),
    ('SERVICE_SCOPE_CLEAR', 2, 'SERVICE', 'Is the scope of the services clear?'),
    ('SERVICE_STANDARD_CLEAR', 3, 'SERVICE', 'Is the standard of the services clear?'),
    ('DELIVERY_TIME_REASONABLE', 4, 'DELIVERY', 'Is the time of delivery reasonable?'),
    ('DELIVERY_METHOD_REASONABLE', 5, 'DELIVERY', 'Is the way of delivery reasonable?'),
    ('BREACH_LIABILITY_CLEAR', 6, 'BREACH', 'Is the liability for a breach clear?'),
    ('BREACH_LIABILITY_ENFORCEABLE', 7, 'BREACH', 'Can the liability for a breach be enforced?');
