-- bind: rival
SELECT code FROM competitor WHERE code = :rival::text
