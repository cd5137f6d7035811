-- Who beside the drafter wrote a text of a contract, and who submitted it: they decide none of its texts.
CREATE TABLE text_author (
    contract_id uuid NOT NULL,
    text_version integer NOT NULL,
    user_id text NOT NULL,
    part text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (contract_id, text_version, user_id, part),
    FOREIGN KEY (contract_id, text_version) REFERENCES contract_version
);

DO $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW contract_row AS ' || rtrim(pg_get_viewdef('contract_row'::regclass), '; ') || $more$
UNION ALL
SELECT contract_id, format('text_author %s/%s/%s', text_version, user_id, part), digest_of(jsonb_build_array(us_of(at)))
FROM text_author$more$;
END $$;
