-- Who is signed in where, why a session ended, and passwords for one sign-in.
ALTER TABLE session
    ADD COLUMN client text,
    ADD COLUMN end_reason text;
ALTER TABLE user_account ADD COLUMN must_change_password boolean NOT NULL DEFAULT false;
-- Of an address: since when its refusals are counted.
ALTER TABLE sign_in_failure ADD COLUMN first_at timestamptz;
