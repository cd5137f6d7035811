-- Run by psql: "schema.table rows sum" for every table of :schemas (blank-separated), where the sum is that of a 64-bit hash of
-- each row's text, whatever their order. Rows are the same text in every database.
SET datestyle = 'ISO, MDY';
SET intervalstyle = 'postgres';
SET timezone = 'UTC';
SET bytea_output = 'hex';
SET extra_float_digits = 1;
SET search_path = pg_catalog;
SELECT format('SELECT %L, count(*), coalesce(sum(hashtextextended((t.*)::text, 0)), 0) FROM %I.%I AS t',
              nspname || '.' || relname, nspname, relname)
FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND nspname = ANY (string_to_array(:'schemas', ' '))
ORDER BY nspname, relname
\gexec
