-- Who works here and who leads whom, as identity tells it: an approval that is asked of a superior finds its person.
CREATE TABLE person (
    id uuid PRIMARY KEY,
    path text NOT NULL,
    team_path text NOT NULL,
    active boolean NOT NULL
);

CREATE TABLE team (
    path text PRIMARY KEY,
    leader_id uuid
);
