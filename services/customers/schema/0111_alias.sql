-- Those merged into a customer are read with it.
CREATE INDEX ON customer (alias_of) WHERE alias_of IS NOT NULL;
