-- What has come of a customer since an import made it, as a sentence; NULL: nothing.
-- bind: customer_id
SELECT CASE
        WHEN c.state = 'MERGED' OR EXISTS (SELECT FROM customer AS a WHERE a.alias_of = c.id) THEN 'it was merged'
        WHEN c.owner_id IS NOT NULL THEN 'somebody owns it'
        WHEN EXISTS (SELECT FROM capture WHERE customer_id = c.id)
            OR EXISTS (SELECT FROM known_by WHERE record_id = c.id) THEN 'it has leads, deals or cases'
        WHEN EXISTS (SELECT FROM call WHERE customer_id = c.id)
            OR EXISTS (SELECT FROM contact_attempt WHERE customer_id = c.id AND permitted)
            OR EXISTS (SELECT FROM activity WHERE customer_id = c.id)
            OR EXISTS (SELECT FROM historic_call WHERE customer_id = c.id) THEN 'there was contact with it'
        WHEN EXISTS (SELECT FROM need WHERE customer_id = c.id)
            OR EXISTS (SELECT FROM customer_note WHERE customer_id = c.id)
            OR EXISTS (SELECT FROM bank_account WHERE customer_id = c.id)
            OR EXISTS (SELECT FROM milestone WHERE customer_id = c.id) THEN 'its record was added to'
        WHEN EXISTS (SELECT FROM customer_import AS i WHERE i.customer_id = c.id AND i.id <> :id::uuid
            AND i.state <> 'WITHDRAWN') THEN 'another row brought it as well'
    END AS work
FROM customer AS c
WHERE c.id = :customer_id::uuid
