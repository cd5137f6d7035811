-- Run by psql as the owner of the cluster at every start: each line may be repeated.
SET client_min_messages = warning;
SELECT 'CREATE DATABASE dealspine'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'dealspine')
\gexec
\connect dealspine
SET client_min_messages = warning;
REVOKE ALL ON DATABASE dealspine, postgres, template1 FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
