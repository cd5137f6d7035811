-- bind: proposal_version pains products features benefits
INSERT INTO proposal_point (opportunity_id, version, position, pain_id, product_code, feature, benefit)
SELECT :id::uuid, :proposal_version::integer, position, pain_id, product_code, feature, benefit
FROM unnest(:pains::uuid[], :products::text[], :features::text[], :benefits::text[]) WITH ORDINALITY
    AS p (pain_id, product_code, feature, benefit, position)
