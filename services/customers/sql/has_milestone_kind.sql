SELECT EXISTS (SELECT FROM milestone_kind WHERE code = :kind::text) AS known,
    coalesce(:reached_on::date, (:now::timestamptz AT TIME ZONE 'UTC')::date) AS reached_on,
    coalesce(:reached_on::date, '-infinity') > (:now::timestamptz AT TIME ZONE 'UTC')::date + 1 AS ahead,
    (:now::timestamptz AT TIME ZONE 'UTC')::date + coalesce(:within_days::integer, 7) AS due_on
