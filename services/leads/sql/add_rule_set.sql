-- bind: rules_version note claims_per_day cooldown_days recycle_days recycle_warn_days qualify_min_total
-- bind: conversion_timeout_minutes default_capacity intent_step
INSERT INTO rule_set (version, state, note, published_by, published_at, claims_per_day, cooldown_days, recycle_days,
    recycle_warn_days, qualify_min_total, conversion_timeout_minutes, default_capacity, intent_step)
VALUES (:rules_version::integer, 'DRAFT', :note::text, :actor::text, :now::timestamptz, :claims_per_day::integer,
    :cooldown_days::integer, :recycle_days::integer, :recycle_warn_days::integer, :qualify_min_total::integer,
    :conversion_timeout_minutes::integer, :default_capacity::integer, :intent_step::integer)
