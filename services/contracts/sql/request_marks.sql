INSERT INTO mark (contract_id, round, party, kind, state)
SELECT :id::uuid, 1 + coalesce((SELECT max(round) FROM mark WHERE contract_id = :id::uuid), 0), party, kind, 'REQUESTED'
FROM unnest('{OUR,OUR,CUSTOMER,CUSTOMER}'::text[], '{SIGN,SEAL,SIGN,SEAL}'::text[]) AS slot (party, kind)
RETURNING round
