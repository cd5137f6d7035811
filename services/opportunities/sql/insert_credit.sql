-- bind: users basis_points
INSERT INTO credit_split (opportunity_id, user_id, basis_points)
SELECT :id::uuid, lower(user_id), share
FROM unnest(:users::text[], :basis_points::integer[]) AS credit (user_id, share)
