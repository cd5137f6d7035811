-- Who is credited with what comes of a lead that was sent to another channel; waits for the lead's opportunity.
CREATE TABLE referral_credit (
    lead_id uuid PRIMARY KEY,
    referral_id uuid NOT NULL,
    agent_id text NOT NULL,
    agent_points integer NOT NULL CHECK (agent_points BETWEEN 0 AND 10000),
    receiver_id text,
    kept_at timestamptz NOT NULL
);
