-- bind: next nth field values least most weight must
INSERT INTO segment_criterion (code, version, nth, field, "values", least, most, weight, must)
VALUES (:code::text, :next::bigint, :nth::integer, :field::text, :values::text[], :least::integer, :most::integer,
    coalesce(:weight::integer, 1), coalesce(:must::boolean, false))
