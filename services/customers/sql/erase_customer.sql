-- Without its key what was sealed is noise; what was kept masked or hashed goes as well.
-- bind: ids
WITH keys AS (
    DELETE FROM subject_key WHERE subject_id = ANY (:ids::uuid[])
), points AS (
    UPDATE contact_point
    SET state = 'RETIRED', blind = 'erased:' || id::text, last_four_blind = NULL, value_sealed = '', masked = '***',
        invalid_reason = NULL, version = version + 1
    WHERE customer_id = ANY (:ids::uuid[])
), people AS (
    UPDATE contact
    SET state = 'ERASED', name_sealed = '', name_masked = '***', birth_date_sealed = NULL,
        birthday_blind = NULL, version = version + 1
    WHERE customer_id = ANY (:ids::uuid[])
), captures AS (
    UPDATE capture
    SET raw_sealed = NULL, name_masked = NULL, phone_masked = NULL, email_masked = NULL
    WHERE customer_id = ANY (:ids::uuid[])
), history AS (
    UPDATE historic_call SET point_masked = NULL, facts = '{}' WHERE customer_id = ANY (:ids::uuid[])
), accounts AS (
    DELETE FROM bank_account WHERE customer_id = ANY (:ids::uuid[])
), addresses AS (
    DELETE FROM ship_to WHERE customer_id = ANY (:ids::uuid[])
), notes AS (
    DELETE FROM customer_note WHERE customer_id = ANY (:ids::uuid[])
), reps AS (
    DELETE FROM competitor_rep WHERE customer_id = ANY (:ids::uuid[])
), dates AS (
    DELETE FROM care_date WHERE customer_id = ANY (:ids::uuid[])
), tasks AS (
    DELETE FROM care_task WHERE customer_id = ANY (:ids::uuid[]) AND (state = 'OPEN' OR due_sealed IS NOT NULL)
), milestones AS (
    UPDATE milestone SET text_sealed = NULL WHERE customer_id = ANY (:ids::uuid[])
), pairs AS (
    DELETE FROM duplicate WHERE first_id = ANY (:ids::uuid[]) OR second_id = ANY (:ids::uuid[])
), merges AS (
    DELETE FROM customer_merge WHERE survivor_id = ANY (:ids::uuid[]) OR alias_id = ANY (:ids::uuid[])
), audit AS (
    INSERT INTO erase_audit (customer_id, at, actor, reason)
    SELECT id, :now::timestamptz, :actor::text, :reason::text FROM unnest(:ids::uuid[]) AS id
    ON CONFLICT DO NOTHING
)
UPDATE customer
SET state = 'ERASED', alias_of = NULL, name_sealed = NULL, name_masked = NULL, name_tokens = '{}',
    org_blind = NULL, registration_sealed = NULL, registration_masked = NULL, registration_blind = NULL,
    birth_date_sealed = NULL, birthday_blind = NULL, occupation = NULL, income_band = NULL, attributes = '{}', version = version + 1,
    updated_at = :now::timestamptz
WHERE id = ANY (:ids::uuid[])
