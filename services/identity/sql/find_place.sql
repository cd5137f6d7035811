-- Which of a team and some roles exist. An absent team_path is not asked for.
SELECT (:team_path::text IS NULL OR EXISTS (SELECT FROM team WHERE path = :team_path)) AS has_team,
    (SELECT min(asked) FROM unnest(:roles::text[]) AS asked WHERE NOT EXISTS (SELECT FROM role WHERE code = asked))
        AS unknown_role
