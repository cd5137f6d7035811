-- bind: rules_version
-- into: LeadPolicy
SELECT claims_per_day, cooldown_days, recycle_days, recycle_warn_days, qualify_min_total, conversion_timeout_minutes,
    default_capacity, intent_step, urgent_priority, escalate_minutes, callback_remind_minutes, callback_grace_minutes,
    work_from_minute, work_until_minute
FROM rule_set
WHERE version = :rules_version::bigint
