SELECT EXISTS (SELECT FROM user_account WHERE roles @> ARRAY[:code::text] AND state <> 'LEFT')
    OR EXISTS (SELECT FROM api_key WHERE roles @> ARRAY[:code::text] AND revoked_at IS NULL) AS held
