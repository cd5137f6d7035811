-- into: ListKeyAccountsReply
SELECT revenue_minor, customers, key_accounts, since, ranked_at FROM revenue_total WHERE currency = :currency::text
