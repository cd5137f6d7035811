-- bind: revision metrics befores afters units
INSERT INTO case_figure (code, revision, metric, before, after, unit)
SELECT :code::text, :revision::integer, metric, before, after, unit
FROM unnest(:metrics::text[], :befores::bigint[], :afters::bigint[], :units::text[])
    AS f (metric, before, after, unit)
