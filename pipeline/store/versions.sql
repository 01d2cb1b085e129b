-- From the plans that arrived and those already stored: which are versions of which, which one counts.
-- in:  arrived_plans (this build's), kept_plans (of the store before, with first_stored), $as_of.
-- out: numbered_plans (all columns of plans but first_action_no).

CREATE TEMP TABLE all_plans AS
  SELECT arrived_plans.*, true AS in_last_build, coalesce(first_seen.first_stored, $as_of::DATE) AS first_stored
  FROM arrived_plans
  LEFT JOIN (SELECT sha256, min(first_stored) AS first_stored FROM kept_plans GROUP BY sha256) AS first_seen USING (sha256)
  UNION ALL BY NAME
  SELECT * EXCLUDE (first_stored), false AS in_last_build, first_stored
  FROM kept_plans WHERE sha256 NOT IN (SELECT sha256 FROM arrived_plans);

-- A council's documents in order. A new peer challenge begins where the review dates lie over 400 days apart, or,
-- where one is not known, where the documents lie over 30 months apart.
CREATE TEMP TABLE numbered_plans AS
WITH ordered AS (
  SELECT *,
    council_id || CASE WHEN kind = 'review-report' THEN '/review' ELSE '/plan' END AS family,
    CASE WHEN kind IN ('action-plan', 'progress-update') THEN 0 ELSE 1 END AS distance_from_plan
  FROM all_plans
), stepped AS (
  SELECT *,
    CASE
      WHEN review_date - lag(review_date) OVER earlier > 400 THEN 1
      WHEN review_date IS NULL OR lag(review_date) OVER earlier IS NULL
        THEN CASE WHEN plan_date - lag(plan_date) OVER earlier > 913 THEN 1 ELSE 0 END
      ELSE 0
    END AS begins_challenge
  FROM ordered
  WINDOW earlier AS (PARTITION BY family ORDER BY plan_date NULLS FIRST, first_stored, sha256, plan_id)
), lined AS (
  SELECT *,
    1 + sum(begins_challenge) OVER (
      PARTITION BY family ORDER BY plan_date NULLS FIRST, first_stored, sha256, plan_id
    ) AS challenge,
    -- What counts is the last document with actions; a covering report only where there is no plan beside it.
    row_number() OVER (
      PARTITION BY family
      ORDER BY action_count > 0 DESC, distance_from_plan, plan_date DESC NULLS LAST, first_stored DESC,
        sha256 DESC, plan_id DESC
    ) = 1 AS is_current
  FROM stepped
)
SELECT * EXCLUDE (family, distance_from_plan, begins_challenge, challenge),
  family || '/' || challenge AS line,
  row_number() OVER versions AS version,
  -- A document without actions (one that could not be read, a bare covering report) drops nothing.
  CASE WHEN action_count > 0 THEN lag(plan_id) OVER (
    PARTITION BY family, challenge, action_count > 0 ORDER BY plan_date NULLS FIRST, first_stored, sha256, plan_id
  ) END AS previous_plan_id
FROM lined
WINDOW versions AS (PARTITION BY family, challenge ORDER BY plan_date NULLS FIRST, first_stored, sha256, plan_id);
