SELECT format(
    'S-%s-%s', to_char(:now::timestamptz AT TIME ZONE 'UTC', 'YYYY'), lpad(nextval('case_number')::text, 6, '0')
) AS number
