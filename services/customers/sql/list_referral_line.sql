-- By whom the referrer came to us, and by whom he did, and so on.
-- bind: referrer_head
WITH RECURSIVE line (id, nth) AS (
    SELECT :referrer_head::uuid, 0
    UNION
    SELECT coalesce(b.alias_of, b.id), line.nth + 1
    FROM line
    JOIN customer AS f ON f.id = line.id OR f.alias_of = line.id
    JOIN referral AS r ON r.customer_id = f.id
    JOIN customer AS b ON b.id = r.referrer_id
    WHERE line.nth < 100
)
SELECT DISTINCT id FROM line WHERE nth > 0
