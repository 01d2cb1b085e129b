-- question: Which steps of the peer challenge's clock has each council met, and which are owed?
-- parameter: as_of DATE, the day asked about
-- parameter: council_id VARCHAR = null, one council only
-- denominator: each council's last peer challenge, four rows each: report within 3 months, plan within 5 months, progress
--   review at about 10 months, its report within 12 months of the challenge
-- unknowns: `cannot_tell` where the date of the challenge or of the document is not known; `not_seen` where the day has
--   passed and no such document is in the store, which does not prove that there is none
WITH challenges AS (
  SELECT council_id, any_value(council) AS council, max(review_date) AS review_date
  FROM plans WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
  GROUP BY council_id
), of_challenge AS (
  -- Documents of the last challenge: those not from before it, as far as the dates tell.
  -- A covering report counts where the plan is in it.
  SELECT council_id, kind, plan_date
  FROM plans JOIN challenges USING (council_id)
  WHERE (challenges.review_date IS NULL OR plan_date IS NULL OR plan_date >= challenges.review_date - 31)
    AND (kind <> 'covering-report' OR action_count > 0)
), seen AS (
  SELECT council_id,
    min(plan_date) FILTER (kind = 'review-report') AS report_seen,
    min(plan_date) FILTER (kind IN ('action-plan', 'covering-report')) AS plan_seen,
    min(plan_date) FILTER (kind = 'progress-update') AS progress_seen,
    bool_or(kind = 'review-report') AS has_report,
    bool_or(kind IN ('action-plan', 'covering-report')) AS has_plan,
    bool_or(kind = 'progress-update') AS has_progress
  FROM of_challenge GROUP BY council_id
), steps AS (
  SELECT challenges.*, step.*,
    CASE position WHEN 1 THEN has_report WHEN 2 THEN has_plan ELSE has_progress END AS has,
    CASE position WHEN 1 THEN report_seen WHEN 2 THEN plan_seen ELSE progress_seen END AS seen
  FROM challenges LEFT JOIN seen USING (council_id)
  CROSS JOIN (VALUES
    (1, 'report published', 3), (2, 'action plan published', 5), (3, 'progress review', 10), (4, 'progress report published', 12)
  ) AS step (position, step, months)
), dated AS (
  -- The first of a month stands for a challenge of which only the month is known: what is owed is in time to its end.
  SELECT *, CASE WHEN day(review_date) = 1 THEN last_day(review_date + to_months(months))
    ELSE (review_date + to_months(months))::DATE END AS due FROM steps
)
SELECT council_id, council, review_date, step, months, due,
  CASE
    -- The review itself leaves no document: a progress report shows that it took place.
    WHEN seen IS NOT NULL AND review_date IS NOT NULL THEN CASE WHEN seen <= due OR step = 'progress review' THEN 'met' ELSE 'late' END
    WHEN review_date IS NULL OR coalesce(has, false) THEN 'cannot_tell'
    WHEN due < $as_of::DATE THEN 'not_seen'
    ELSE 'not_due'
  END AS state,
  seen,
  CASE WHEN step <> 'progress review' AND seen > due THEN seen - due END AS days_late
FROM dated
ORDER BY council, council_id, position;
