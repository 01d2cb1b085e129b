-- Everything that arrived or was kept, into the store's tables, in one fixed order whatever order it came in.
-- in: numbered_plans, arrived_… tables (with kept rows among them), council_rows, found_clusters. `changes` is filled
-- from these tables afterwards.

INSERT INTO plans BY NAME
SELECT *,
  1 + coalesce(sum(action_count) OVER (
    ORDER BY council_id, line, version, plan_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ), 0) AS first_action_no
FROM numbered_plans ORDER BY council_id, line, version, plan_id;

INSERT INTO councils BY NAME
SELECT council_rows.*, count(plans.plan_id) AS plan_count
FROM council_rows LEFT JOIN plans USING (council_id)
GROUP BY ALL ORDER BY council_id;

INSERT INTO recommendations BY NAME
SELECT arrived.*, plans.council_id, plans.is_current, found_clusters.cluster, found_clusters.cluster_centrality
FROM arrived_recommendations AS arrived
JOIN plans USING (plan_id)
LEFT JOIN found_clusters USING (plan_id, position)
ORDER BY plans.first_action_no, plans.plan_id, arrived.position;

INSERT INTO actions BY NAME
SELECT arrived.*, plans.first_action_no + arrived.position - 1 AS action_no, plans.council_id, plans.council,
  plans.kind AS plan_kind, plans.plan_date, plans.version, plans.is_current
FROM arrived_actions AS arrived JOIN plans USING (plan_id)
ORDER BY action_no;

INSERT INTO owners BY NAME
SELECT arrived.* EXCLUDE (action_position), plans.first_action_no + action_position - 1 AS action_no,
  plans.council_id, plans.is_current
FROM arrived_owners AS arrived JOIN plans USING (plan_id)
ORDER BY action_no, arrived.position;

INSERT INTO milestones BY NAME
SELECT arrived.* EXCLUDE (action_position), plans.first_action_no + action_position - 1 AS action_no,
  plans.council_id, plans.is_current
FROM arrived_milestones AS arrived JOIN plans USING (plan_id)
ORDER BY action_no, arrived.position;

INSERT INTO issues BY NAME
SELECT arrived.* EXCLUDE (action_position), plans.first_action_no + action_position - 1 AS action_no,
  plans.council_id, plans.is_current
FROM arrived_issues AS arrived JOIN plans USING (plan_id)
ORDER BY plans.first_action_no, plans.plan_id, arrived.position;

INSERT INTO legend_terms BY NAME
SELECT * FROM arrived_legend_terms WHERE plan_id IN (SELECT plan_id FROM plans) ORDER BY plan_id, position;

INSERT INTO plan_events BY NAME
SELECT * FROM arrived_plan_events WHERE plan_id IN (SELECT plan_id FROM plans) ORDER BY plan_id, position;
