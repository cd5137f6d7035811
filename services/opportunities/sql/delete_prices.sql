DELETE FROM price
WHERE price_list = :code::text
