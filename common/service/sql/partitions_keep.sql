-- bind: keep_days
SELECT event_partitions_extend(4000000),
       event_partitions_drop(4000000, :keep_days::bigint * interval '1 day')
