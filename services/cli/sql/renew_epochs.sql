-- Run by psql after a restore: what is written from now on has positions that were given before. Readers of that time are
-- told by the epoch; the cursors of the :schemas (blank-separated) are of the same moment as the logs, and go on.
SELECT format('UPDATE %I.log_epoch SET token = gen_random_uuid()', word) FROM unnest(string_to_array(:'schemas', ' ')) AS word
\gexec
SELECT format('UPDATE %I.cursor SET epoch = %L', word, '') FROM unnest(string_to_array(:'schemas', ' ')) AS word
\gexec
