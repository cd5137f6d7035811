SELECT count(*) AS users FROM user_account
