-- bind: rules_version note claims_per_day cooldown_days recycle_days recycle_warn_days qualify_min_total
-- bind: conversion_timeout_minutes default_capacity intent_step urgent_priority escalate_minutes
-- bind: callback_remind_minutes callback_grace_minutes work_from_minute work_until_minute
INSERT INTO rule_set (version, state, note, published_by, published_at, claims_per_day, cooldown_days, recycle_days,
    recycle_warn_days, qualify_min_total, conversion_timeout_minutes, default_capacity, intent_step,
    urgent_priority, escalate_minutes, callback_remind_minutes, callback_grace_minutes, work_from_minute,
    work_until_minute)
VALUES (:rules_version::integer, 'DRAFT', :note::text, :actor::text, :now::timestamptz, :claims_per_day::integer,
    :cooldown_days::integer, :recycle_days::integer, :recycle_warn_days::integer, :qualify_min_total::integer,
    :conversion_timeout_minutes::integer, :default_capacity::integer, :intent_step::integer,
    :urgent_priority::integer, :escalate_minutes::integer, :callback_remind_minutes::integer,
    :callback_grace_minutes::integer, :work_from_minute::integer, :work_until_minute::integer)
