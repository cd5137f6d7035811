SELECT :purpose = '*' OR EXISTS (SELECT FROM purpose WHERE code = :purpose) AS known
