-- Published targets of insights, which sales plans may name: whose they are, and their last day.
CREATE TABLE team_target (
    id uuid PRIMARY KEY,
    team_path text,
    user_id text,
    last_day date
);
