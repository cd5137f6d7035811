SELECT occasion, calendar, month, day, lead_days FROM care_rule WHERE code = :rule::text AND active
