SELECT format(
    'C-%s-%s', to_char(:now::timestamptz AT TIME ZONE 'UTC', 'YYYY'), lpad(nextval('contract_number')::text, 6, '0')
) AS number
