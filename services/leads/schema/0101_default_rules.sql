-- Rules of a bare installation, so that a lead is screened, graded and given to somebody before anybody publishes rules.

INSERT INTO rule_set (version, state, note, published_by, published_at, claims_per_day, cooldown_days, recycle_days,
    recycle_warn_days, qualify_min_total, conversion_timeout_minutes, default_capacity, intent_step)
VALUES (1, 'ACTIVE', 'Ships with the product', 'system', now(), 20, 7, 14, 2, 8, 10, 50, 15);

INSERT INTO screening_rule (rules_version, seq, code, field, op, value, verdict, reason) VALUES
    (1, 1, 'wrong_number', 'disposition', 'IN', 'wrong_number|invalid_number', 'FAIL', 'INVALID'),
    (1, 2, 'test_entry', 'source', 'IN', 'test|testone', 'FAIL', 'INVALID');

INSERT INTO score_rule (rules_version, seq, code, field, op, value, points) VALUES
    (1, 1, 'base', NULL, 'ANY', NULL, 10),
    (1, 2, 'by_phone', 'source_channel', 'EQ', 'PHONE', 30),
    (1, 3, 'in_store', 'source_channel', 'EQ', 'STORE', 30),
    (1, 4, 'by_web', 'source_channel', 'EQ', 'WEB', 15),
    (1, 5, 'reachable', 'customer', 'PRESENT', NULL, 15),
    (1, 6, 'names_product', 'product', 'PRESENT', NULL, 10),
    (1, 7, 'has_interests', 'interest', 'PRESENT', NULL, 5),
    (1, 8, 'searched', 'keyword', 'PRESENT', NULL, 5),
    (1, 9, 'known_customer', 'customer_known', 'EQ', 'true', 10),
    (1, 10, 'came_again', 'touches', 'GE', '2', 10),
    (1, 11, 'came_often', 'touches', 'GE', '3', 10),
    (1, 12, 'no_calls', 'do_not_call', 'EQ', 'true', -10),
    (1, 13, 'no_mail', 'do_not_email', 'EQ', 'true', -10);

INSERT INTO grade_band (rules_version, seq, grade, min_score, intent) VALUES
    (1, 1, 'A', 70, 'READY'),
    (1, 2, 'B', 45, 'CONSIDERING'),
    (1, 3, 'C', 20, 'VAGUE'),
    (1, 4, 'D', 0, 'NONE');

INSERT INTO priority_rule (rules_version, seq, code, field, op, value, points) VALUES
    (1, 1, 'grade_a', 'grade', 'EQ', 'A', 400),
    (1, 2, 'grade_b', 'grade', 'EQ', 'B', 250),
    (1, 3, 'grade_c', 'grade', 'EQ', 'C', 100),
    (1, 4, 'organisation', 'kind', 'EQ', 'ORGANISATION', 150),
    (1, 5, 'urgent', 'attribute.urgency', 'EQ', 'HIGH', 200),
    (1, 6, 'waits_on_the_line', 'source_channel', 'IN', 'PHONE|STORE', 100),
    (1, 7, 'known_customer', 'customer_known', 'EQ', 'true', 50),
    (1, 8, 'came_again', 'touches', 'GE', '2', 50);

INSERT INTO assignment_rule (rules_version, seq, code, field, op, value, strategy, team_path, role, sticky) VALUES
    (1, 1, 'weak_to_pool', 'grade', 'EQ', 'D', 'POOL', NULL, NULL, false),
    (1, 2, 'store_to_field', 'source_channel', 'EQ', 'STORE', 'ROUND_ROBIN', NULL, NULL, true),
    (1, 3, 'least_loaded', NULL, 'ANY', NULL, 'LEAST_LOADED', NULL, NULL, true);

INSERT INTO response_deadline (rules_version, seq, code, field, op, value, minutes) VALUES
    (1, 1, 'grade_a', 'grade', 'EQ', 'A', 30),
    (1, 2, 'grade_b', 'grade', 'EQ', 'B', 120),
    (1, 3, 'any', NULL, 'ANY', NULL, 1440);

INSERT INTO cadence_rule (rules_version, seq, code, urgency, intent, cycle, days, channel, call_every) VALUES
    (1, 1, 'urgent', 'HIGH', NULL, NULL, 2, 'PHONE', NULL),
    (1, 2, 'ready', NULL, 'READY', NULL, 3, 'PHONE', NULL),
    (1, 3, 'considering_long', NULL, 'CONSIDERING', 'LONG', 14, 'PHONE', NULL),
    (1, 4, 'considering', NULL, 'CONSIDERING', NULL, 7, 'PHONE', NULL),
    (1, 5, 'vague', NULL, 'VAGUE', NULL, 30, 'EMAIL', 3),
    (1, 6, 'quiet', NULL, NULL, NULL, 60, 'EMAIL', 3);
