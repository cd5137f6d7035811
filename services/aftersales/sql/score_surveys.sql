-- bind: zone low
-- into: SurveyScore
SELECT
    "group",
    count(*)::integer AS answers,
    floor(avg(function) * 100 + 0.5)::integer AS function_hundredths,
    floor(avg(performance) * 100 + 0.5)::integer AS performance_hundredths,
    floor(avg(service_quality) * 100 + 0.5)::integer AS service_quality_hundredths,
    floor(avg(support) * 100 + 0.5)::integer AS support_hundredths,
    count(*) FILTER (WHERE least(function, performance, service_quality, support) <= :low::integer)::integer AS low
FROM survey
CROSS JOIN LATERAL (
    SELECT DISTINCT product AS "group"
    FROM delivery_item
    WHERE :by::text = 'PRODUCT' AND plan_id = survey.plan_id AND product IS NOT NULL
    UNION ALL
    SELECT CASE :by::text
        WHEN 'OWNER' THEN survey.owner_id
        WHEN 'CHANNEL' THEN survey.answered_by_channel
        ELSE to_char(survey.answered_at AT TIME ZONE :zone::text, 'YYYY-MM')
    END
    WHERE :by::text <> 'PRODUCT'
) AS belongs
WHERE state = 'ANSWERED'
  AND starts_with(owner_path, :scope::text)
  AND (:from_day::date IS NULL OR answered_at >= (:from_day::date::timestamp AT TIME ZONE :zone::text))
  AND (:until_day::date IS NULL OR answered_at < ((:until_day::date + 1)::timestamp AT TIME ZONE :zone::text))
GROUP BY "group"
ORDER BY "group"
