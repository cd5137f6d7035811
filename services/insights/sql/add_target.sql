-- bind: id state metric_code currency from until time_zone team_path user_id value parent_id owner_path
-- into: Target
INSERT INTO target (id, state, metric, currency, from_day, until_day, time_zone, team_path, user_id, value, parent_id,
    owner_path, created_at)
VALUES (:id::uuid, :state::text, :metric_code::text, :currency::text, :from::date, :until::date, :time_zone::text,
    :team_path::text, :user_id::text, :value::bigint, :parent_id::uuid, :owner_path::text, :now::timestamptz)
RETURNING revision, version, created_at
