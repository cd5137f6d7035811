SELECT code FROM care_rule WHERE active AND (NOT coalesce(:soon::boolean, false) OR occasion = 'BIRTHDAY') ORDER BY code
