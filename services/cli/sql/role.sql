-- The role of one service, :service with :password, and its schema, which no other role may enter.
SELECT format('CREATE ROLE %I', :'service')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'service')
\gexec
ALTER ROLE :"service" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT PASSWORD :'password';
ALTER ROLE :"service" IN DATABASE dealspine SET search_path = :"service";
ALTER ROLE :"service" IN DATABASE dealspine SET statement_timeout = '5s';
ALTER ROLE :"service" IN DATABASE dealspine SET lock_timeout = '2s';
ALTER ROLE :"service" IN DATABASE dealspine SET idle_in_transaction_session_timeout = '1s';
GRANT CONNECT ON DATABASE dealspine TO :"service";
CREATE SCHEMA IF NOT EXISTS :"service" AUTHORIZATION :"service";
REVOKE ALL ON SCHEMA :"service" FROM PUBLIC;
