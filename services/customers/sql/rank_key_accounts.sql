-- The smallest set of customers that brings the percentage, in each currency; who came and who went.
-- bind: from_time percent
WITH revenue AS (
    SELECT coalesce(c.alias_of, d.customer_id) AS customer_id, d.currency, sum(d.amount_minor) AS minor
    FROM deal AS d
    LEFT JOIN customer AS c ON c.id = d.customer_id
    WHERE d.reversed_at IS NULL AND d.closed_at > :from_time::timestamptz
    GROUP BY 1, 2
    HAVING sum(d.amount_minor) > 0
), ranked AS (
    SELECT customer_id, currency, minor, row_number() OVER w AS nth, sum(minor) OVER w AS cumulative,
        sum(minor) OVER (PARTITION BY currency) AS total
    FROM revenue
    WINDOW w AS (PARTITION BY currency ORDER BY minor DESC, customer_id)
), biggest AS (
    SELECT * FROM ranked WHERE (cumulative - minor) * 100 < total * :percent::bigint
), put AS (
    INSERT INTO key_account (currency, customer_id, nth, revenue_minor, cumulative_minor)
    SELECT currency, customer_id, nth, minor, cumulative FROM biggest
    ON CONFLICT (currency, customer_id) DO UPDATE
    SET nth = excluded.nth, revenue_minor = excluded.revenue_minor, cumulative_minor = excluded.cumulative_minor
), gone AS (
    DELETE FROM key_account AS k
    WHERE NOT EXISTS (SELECT FROM biggest AS b WHERE b.currency = k.currency AND b.customer_id = k.customer_id)
), totals AS (
    INSERT INTO revenue_total (currency, revenue_minor, customers, key_accounts, since, ranked_at)
    SELECT r.currency, sum(r.minor), count(*), (SELECT count(*) FROM biggest AS b WHERE b.currency = r.currency),
        :from_time::timestamptz, :now::timestamptz
    FROM ranked AS r
    GROUP BY r.currency
    ON CONFLICT (currency) DO UPDATE
    SET revenue_minor = excluded.revenue_minor, customers = excluded.customers, key_accounts = excluded.key_accounts,
        since = excluded.since, ranked_at = excluded.ranked_at
), no_totals AS (
    DELETE FROM revenue_total AS t WHERE NOT EXISTS (SELECT FROM ranked AS r WHERE r.currency = t.currency)
), before AS (
    SELECT DISTINCT customer_id FROM key_account
), after AS (
    SELECT DISTINCT customer_id FROM biggest
)
SELECT customer_id, a.customer_id IS NOT NULL AS key_account, c.owner_path
FROM before AS b
FULL JOIN after AS a USING (customer_id)
JOIN customer AS c ON c.id = customer_id
WHERE (a.customer_id IS NULL) <> (b.customer_id IS NULL)
ORDER BY customer_id
