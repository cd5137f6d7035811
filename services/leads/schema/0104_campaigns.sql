-- Campaigns with the fields of their forms; questionnaires in versions and the answers given.

CREATE TABLE campaign (
    code text PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL,
    product text,
    medium text,
    starts_on date NOT NULL,
    ends_on date,
    consent_text_version text,
    thanks text,
    created_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON campaign (created_at DESC, code);
CREATE INDEX ON lead (campaign, state) INCLUDE (owner_path) WHERE campaign IS NOT NULL;

CREATE TABLE form_field (
    campaign text NOT NULL REFERENCES campaign (code),
    seq integer NOT NULL,
    key text NOT NULL,
    type text NOT NULL,
    label_zh text NOT NULL,
    label_en text NOT NULL,
    required boolean NOT NULL DEFAULT false,
    choices text[] NOT NULL,
    PRIMARY KEY (campaign, seq)
);

CREATE TABLE questionnaire (
    code text NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (code, number)
);

-- A choice of a question a row, in the order asked.
CREATE TABLE question_choice (
    questionnaire text NOT NULL,
    number integer NOT NULL,
    seq integer NOT NULL,
    question text NOT NULL,
    question_text text NOT NULL,
    choice text NOT NULL,
    choice_text text NOT NULL,
    points integer NOT NULL DEFAULT 0,
    interest text,
    PRIMARY KEY (questionnaire, number, seq)
);

CREATE TABLE questionnaire_answer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lead_id uuid NOT NULL,
    questionnaire text NOT NULL,
    number integer NOT NULL,
    choices text[] NOT NULL,
    points integer NOT NULL,
    answered_by text NOT NULL,
    answered_at timestamptz NOT NULL
);
CREATE INDEX ON questionnaire_answer (lead_id, questionnaire, id DESC);
