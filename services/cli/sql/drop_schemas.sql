-- Run by psql: the empty :schemas (blank-separated) that the roles were made with give way to those of a dump.
SET client_min_messages = warning;
SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', word) FROM unnest(string_to_array(:'schemas', ' ')) AS word
\gexec
