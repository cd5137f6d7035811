-- Run by psql as the owner of the database: one moment of all schemas, dumped by pg_dump while this session holds it. What
-- follows in the same session (count.sql) sees that moment. A dump that fails leaves no file.
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SELECT pg_export_snapshot() AS snapshot, (extract(epoch FROM now()) * 1000000)::bigint AS taken
\gset
\setenv DEALSPINE_SNAPSHOT :snapshot
\! "$DEALSPINE_PG_DUMP" --format=custom --no-password --snapshot="$DEALSPINE_SNAPSHOT" --file="$DEALSPINE_DUMP" || rm -f "$DEALSPINE_DUMP"
\qecho taken :taken
