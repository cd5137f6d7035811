-- bind: forgotten
SELECT forget_words(:forgotten::uuid[]) AS n
