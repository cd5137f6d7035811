-- bind: rules_version seq code urgency intent cycle days channel call_every tier
INSERT INTO cadence_rule (rules_version, seq, code, urgency, intent, cycle, days, channel, call_every, tier)
VALUES (:rules_version::integer, :seq::integer, :code::text, :urgency::text, :intent::text, :cycle::text,
    :days::integer, :channel::text, :call_every::integer, :tier::text)
