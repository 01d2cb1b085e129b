-- The store's schema, which is also its data dictionary: docs/data-dictionary.md is generated from the comments.
-- Days are DATE, inclusive at both ends of a range. NULL always means open or not known, never zero.
-- Only documents of the last version count in most questions: filter on is_current, or read current_actions.

CREATE TABLE store_facts (
  key VARCHAR PRIMARY KEY,
  value VARCHAR NOT NULL
);
COMMENT ON TABLE store_facts IS 'What the store knows of itself, one fact a row: schema_version, as_of, fingerprint of its input.';
COMMENT ON COLUMN store_facts.key IS 'Name of the fact: schema_version, as_of, fingerprint, built_from.';
COMMENT ON COLUMN store_facts.value IS 'The fact as text; days as YYYY-MM-DD.';

CREATE TABLE councils (
  council_id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  gss VARCHAR,
  type VARCHAR,
  region VARCHAR,
  nation VARCHAR,
  county VARCHAR,
  population INTEGER,
  area_km2 DOUBLE,
  population_density DOUBLE,
  imd_score DOUBLE,
  imd_decile INTEGER,
  lat DOUBLE,
  long DOUBLE,
  established DATE,
  abolished DATE,
  successors VARCHAR[] NOT NULL,
  plan_count INTEGER NOT NULL
);
COMMENT ON TABLE councils IS 'Every council of the table of councils, abolished ones included, and every other council that a plan names. The councils invented for the example plans have invented facts and no code.';
COMMENT ON COLUMN councils.council_id IS 'Key: the ONS code; name/… for a council without one; unknown/… for a plan whose council is not known.';
COMMENT ON COLUMN councils.name IS 'Short name, e.g. Southampton.';
COMMENT ON COLUMN councils.gss IS 'ONS code, e.g. E06000045; NULL when the council is not in the table.';
COMMENT ON COLUMN councils.type IS 'County, London borough, Metropolitan district, Non-metropolitan district, Unitary authority, Welsh unitary authority, City corporation.';
COMMENT ON COLUMN councils.region IS 'Region of England, or Wales.';
COMMENT ON COLUMN councils.nation IS 'England or Wales.';
COMMENT ON COLUMN councils.county IS 'Code of the county a district lies in; NULL for others.';
COMMENT ON COLUMN councils.population IS 'Residents, mid-2020 estimate.';
COMMENT ON COLUMN councils.area_km2 IS 'Area in square kilometres.';
COMMENT ON COLUMN councils.population_density IS 'Residents per square kilometre.';
COMMENT ON COLUMN councils.imd_score IS 'Composite UK Index of Multiple Deprivation on England’s scale (mySociety); higher is more deprived. NULL for abolished councils.';
COMMENT ON COLUMN councils.imd_decile IS 'Decile of that score: 1 is the most deprived councils that hold a tenth of the people of the United Kingdom.';
COMMENT ON COLUMN councils.lat IS 'Latitude of the centre, degrees north.';
COMMENT ON COLUMN councils.long IS 'Longitude of the centre, degrees east.';
COMMENT ON COLUMN councils.established IS 'First day, where it is younger than the table.';
COMMENT ON COLUMN councils.abolished IS 'Last day (or the day of its abolition); NULL for a council that exists.';
COMMENT ON COLUMN councils.successors IS 'Keys of the existing councils that took over from it, followed to the end; empty for one that exists.';
COMMENT ON COLUMN councils.plan_count IS 'Documents in the store, all versions.';

CREATE TABLE plans (
  plan_id VARCHAR NOT NULL,
  council_id VARCHAR NOT NULL,
  council VARCHAR NOT NULL,
  council_basis VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  kind_basis VARCHAR NOT NULL,
  plan_date DATE,
  plan_date_text VARCHAR,
  plan_date_basis VARCHAR NOT NULL,
  plan_date_from VARCHAR NOT NULL,
  review_date DATE,
  review_date_basis VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  source_name VARCHAR NOT NULL,
  source_url VARCHAR NOT NULL,
  format VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  pages INTEGER NOT NULL,
  line VARCHAR NOT NULL,
  version INTEGER NOT NULL,
  previous_plan_id VARCHAR,
  is_current BOOLEAN NOT NULL,
  in_last_build BOOLEAN NOT NULL,
  first_stored DATE NOT NULL,
  recommendation_count INTEGER NOT NULL,
  action_count INTEGER NOT NULL,
  issue_count INTEGER NOT NULL,
  error_count INTEGER NOT NULL,
  first_action_no INTEGER NOT NULL,
  content_hash VARCHAR NOT NULL
);
COMMENT ON TABLE plans IS 'One row a document ever stored. A later document of the same council is a new version; no version is overwritten.';
COMMENT ON COLUMN plans.plan_id IS 'Key: stable, from council, kind and content.';
COMMENT ON COLUMN plans.council_id IS 'The council, as in councils.';
COMMENT ON COLUMN plans.council IS 'Name of the council; Not known where the plan does not say.';
COMMENT ON COLUMN plans.council_basis IS 'stated, given or inferred.';
COMMENT ON COLUMN plans.kind IS 'action-plan, progress-update, covering-report, review-report or other.';
COMMENT ON COLUMN plans.kind_basis IS 'stated, given or inferred.';
COMMENT ON COLUMN plans.plan_date IS 'Date of the plan; the first of the month where only the month is known; NULL when unknown.';
COMMENT ON COLUMN plans.plan_date_text IS 'The same as known: YYYY-MM-DD or YYYY-MM.';
COMMENT ON COLUMN plans.plan_date_basis IS 'stated, given or inferred.';
COMMENT ON COLUMN plans.plan_date_from IS 'The words or the reason the plan date was taken from.';
COMMENT ON COLUMN plans.review_date IS 'Date of the peer challenge the plan answers; the first of the month where only that is known.';
COMMENT ON COLUMN plans.review_date_basis IS 'stated, given or inferred.';
COMMENT ON COLUMN plans.title IS 'Title of the document; empty when none was found.';
COMMENT ON COLUMN plans.source_name IS 'File name or address it was read from.';
COMMENT ON COLUMN plans.source_url IS 'Address of the original, for links; empty when only a file is known.';
COMMENT ON COLUMN plans.format IS 'pdf, docx, xlsx, html, text, markdown or csv.';
COMMENT ON COLUMN plans.sha256 IS 'Hex SHA-256 of the bytes.';
COMMENT ON COLUMN plans.pages IS 'Pages or sheets; 1 for text and HTML.';
COMMENT ON COLUMN plans.line IS 'Key of the line of versions: council, plan or review, and the number of the peer challenge it belongs to.';
COMMENT ON COLUMN plans.version IS 'Place in its line, 1 for the earliest by plan date.';
COMMENT ON COLUMN plans.previous_plan_id IS 'The version before it in its line that has actions; NULL for the first, and for one without actions.';
COMMENT ON COLUMN plans.is_current IS 'True for the council''s last plan (and last review report): what most questions count.';
COMMENT ON COLUMN plans.in_last_build IS 'False for a document that the last build was not given: kept as history.';
COMMENT ON COLUMN plans.first_stored IS 'The as-of day of the build that first stored it.';
COMMENT ON COLUMN plans.recommendation_count IS 'Recommendations found in it.';
COMMENT ON COLUMN plans.action_count IS 'Actions found in it.';
COMMENT ON COLUMN plans.issue_count IS 'Doubts recorded on it and its actions.';
COMMENT ON COLUMN plans.error_count IS 'Those of severity error.';
COMMENT ON COLUMN plans.first_action_no IS 'Number of its first action; its others follow.';
COMMENT ON COLUMN plans.content_hash IS 'SHA-256 of the stored reading: tells whether a re-read document reads differently.';

CREATE TABLE recommendations (
  plan_id VARCHAR NOT NULL,
  council_id VARCHAR NOT NULL,
  is_current BOOLEAN NOT NULL,
  position INTEGER NOT NULL,
  ref VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  stated_theme VARCHAR NOT NULL,
  action_count INTEGER NOT NULL,
  cluster VARCHAR,
  cluster_centrality DOUBLE,
  page INTEGER,
  place JSON NOT NULL
);
COMMENT ON TABLE recommendations IS 'The reviewers'' recommendations, verbatim, one row each.';
COMMENT ON COLUMN recommendations.plan_id IS 'The plan it stands in.';
COMMENT ON COLUMN recommendations.council_id IS 'The council, as in councils.';
COMMENT ON COLUMN recommendations.is_current IS 'As in plans.';
COMMENT ON COLUMN recommendations.position IS 'Order in the plan, from 1.';
COMMENT ON COLUMN recommendations.ref IS 'Number as printed, or made up from the order.';
COMMENT ON COLUMN recommendations.text IS 'The words.';
COMMENT ON COLUMN recommendations.stated_theme IS 'Theme the plan files it under, as printed; empty when none.';
COMMENT ON COLUMN recommendations.action_count IS 'Actions of this plan that answer it; 0 where none does.';
COMMENT ON COLUMN recommendations.cluster IS 'Key of the group of similar recommendations it belongs to; NULL when no other is like it.';
COMMENT ON COLUMN recommendations.cluster_centrality IS 'How typical it is of that group, 0 to 1; NULL without a group.';
COMMENT ON COLUMN recommendations.page IS 'Page of the document, from 1; NULL where the format has none.';
COMMENT ON COLUMN recommendations.place IS 'Where the words stand: a list of spans.';

CREATE TABLE actions (
  action_no INTEGER NOT NULL,
  action_id VARCHAR NOT NULL,
  plan_id VARCHAR NOT NULL,
  council_id VARCHAR NOT NULL,
  council VARCHAR NOT NULL,
  plan_kind VARCHAR NOT NULL,
  plan_date DATE,
  version INTEGER NOT NULL,
  is_current BOOLEAN NOT NULL,
  position INTEGER NOT NULL,
  recommendation_ref VARCHAR,
  recommendation_refs VARCHAR[] NOT NULL,
  objective VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  theme VARCHAR,
  theme_unsure BOOLEAN NOT NULL,
  theme_probability DOUBLE,
  theme_basis VARCHAR,
  theme_evidence VARCHAR[] NOT NULL,
  second_theme VARCHAR,
  p_priorities DOUBLE,
  p_leadership DOUBLE,
  p_governance DOUBLE,
  p_finance DOUBLE,
  p_capacity DOUBLE,
  timescale_text VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  start_date DATE,
  end_date DATE,
  edtf VARCHAR NOT NULL,
  granularity VARCHAR NOT NULL,
  frequency VARCHAR NOT NULL,
  timescale_basis VARCHAR NOT NULL,
  timescale_rule VARCHAR NOT NULL,
  timescale_anchor VARCHAR,
  flags VARCHAR[] NOT NULL,
  status VARCHAR NOT NULL,
  status_text VARCHAR NOT NULL,
  owner_count INTEGER NOT NULL,
  named_owner_count INTEGER NOT NULL,
  owners_text VARCHAR NOT NULL,
  lead_role VARCHAR NOT NULL,
  continues BOOLEAN NOT NULL,
  checkable BOOLEAN NOT NULL,
  issue_count INTEGER NOT NULL,
  confidence DOUBLE NOT NULL,
  evidence VARCHAR[] NOT NULL,
  page INTEGER,
  place_label VARCHAR NOT NULL,
  place JSON NOT NULL
);
COMMENT ON TABLE actions IS 'One row an action of a version of a plan, with its own facts and those of its plan that most questions need.';
COMMENT ON COLUMN actions.action_no IS 'Number within this store; not stable between stores.';
COMMENT ON COLUMN actions.action_id IS 'Stable key, from council, recommendation and text: the same in every version that has the same words.';
COMMENT ON COLUMN actions.plan_id IS 'The plan it stands in.';
COMMENT ON COLUMN actions.council_id IS 'The council, as in councils.';
COMMENT ON COLUMN actions.council IS 'Name of the council.';
COMMENT ON COLUMN actions.plan_kind IS 'Kind of the document, as in plans.';
COMMENT ON COLUMN actions.plan_date IS 'Date of the plan, as in plans.';
COMMENT ON COLUMN actions.version IS 'Version of the plan in its line.';
COMMENT ON COLUMN actions.is_current IS 'As in plans: false for an action of an earlier version.';
COMMENT ON COLUMN actions.position IS 'Order in the plan, from 1.';
COMMENT ON COLUMN actions.recommendation_ref IS 'Ref of the recommendation it mainly answers; NULL when none is known.';
COMMENT ON COLUMN actions.recommendation_refs IS 'Every ref it answers.';
COMMENT ON COLUMN actions.objective IS 'Words of the objective or sub-heading it stands under; empty when none.';
COMMENT ON COLUMN actions.text IS 'The plan''s own words.';
COMMENT ON COLUMN actions.theme IS 'Most likely theme: priorities, leadership, governance, finance or capacity; NULL when not tagged.';
COMMENT ON COLUMN actions.theme_unsure IS 'True when that theme is below the fitted confidence: count it as unsure.';
COMMENT ON COLUMN actions.theme_probability IS 'Probability of the theme, 0 to 1.';
COMMENT ON COLUMN actions.theme_basis IS 'stated (the plan says so), model or override.';
COMMENT ON COLUMN actions.theme_evidence IS 'Terms that carried the theme, strongest first.';
COMMENT ON COLUMN actions.second_theme IS 'The next likely theme.';
COMMENT ON COLUMN actions.p_priorities IS 'Probability of priorities, 0 to 1.';
COMMENT ON COLUMN actions.p_leadership IS 'Probability of leadership, 0 to 1.';
COMMENT ON COLUMN actions.p_governance IS 'Probability of governance, 0 to 1.';
COMMENT ON COLUMN actions.p_finance IS 'Probability of finance, 0 to 1.';
COMMENT ON COLUMN actions.p_capacity IS 'Probability of capacity, 0 to 1.';
COMMENT ON COLUMN actions.timescale_text IS 'The words the timescale was read from; empty when there are none.';
COMMENT ON COLUMN actions.kind IS 'by, in, from, ongoing, done, tbc or none.';
COMMENT ON COLUMN actions.start_date IS 'First day; NULL when open.';
COMMENT ON COLUMN actions.end_date IS 'Last day; NULL when open.';
COMMENT ON COLUMN actions.edtf IS 'The range as an ISO 8601-2 interval; empty when undated.';
COMMENT ON COLUMN actions.granularity IS 'How exact the words are: day, week, month, quarter, season, half, year, term, range or none.';
COMMENT ON COLUMN actions.frequency IS 'e.g. monthly; empty when not recurring.';
COMMENT ON COLUMN actions.timescale_basis IS 'stated, legend, inherited, inferred or override.';
COMMENT ON COLUMN actions.timescale_rule IS 'Names of the rules that read it.';
COMMENT ON COLUMN actions.timescale_anchor IS 'The date it was read against; NULL when it did not matter.';
COMMENT ON COLUMN actions.flags IS 'Doubts about the timescale, e.g. before-plan-date.';
COMMENT ON COLUMN actions.status IS 'done, under_way, not_started or unknown, as the plan says.';
COMMENT ON COLUMN actions.status_text IS 'The words the status was read from; empty when inferred.';
COMMENT ON COLUMN actions.owner_count IS 'Owners named; 0 when nobody is.';
COMMENT ON COLUMN actions.named_owner_count IS 'Owners that are not vague (All, the Council).';
COMMENT ON COLUMN actions.owners_text IS 'The owners in the plan''s words, joined with a semicolon.';
COMMENT ON COLUMN actions.lead_role IS 'Role of the first owner that has one, comparable across councils; empty when none.';
COMMENT ON COLUMN actions.continues IS 'True when it only promises to continue, consider or keep under review.';
COMMENT ON COLUMN actions.checkable IS 'True when somebody could say afterwards whether it happened: it names something that will exist or be done, a number or a decision.';
COMMENT ON COLUMN actions.issue_count IS 'Doubts recorded on it.';
COMMENT ON COLUMN actions.confidence IS 'How sure it is that this is one action, 0 to 1.';
COMMENT ON COLUMN actions.evidence IS 'Why it was taken for an action.';
COMMENT ON COLUMN actions.page IS 'Page of the document, from 1; NULL where the format has none.';
COMMENT ON COLUMN actions.place_label IS 'Where it stands, for people: page 4, line 12, Sheet1!C7.';
COMMENT ON COLUMN actions.place IS 'Where it stands, for programs: a list of spans.';

CREATE TABLE owners (
  action_no INTEGER NOT NULL,
  plan_id VARCHAR NOT NULL,
  council_id VARCHAR NOT NULL,
  is_current BOOLEAN NOT NULL,
  position INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  vague BOOLEAN NOT NULL,
  basis VARCHAR NOT NULL
);
COMMENT ON TABLE owners IS 'One row an owner of an action.';
COMMENT ON COLUMN owners.action_no IS 'The action, as in actions.';
COMMENT ON COLUMN owners.plan_id IS 'The plan it stands in.';
COMMENT ON COLUMN owners.council_id IS 'The council, as in councils.';
COMMENT ON COLUMN owners.is_current IS 'As in plans.';
COMMENT ON COLUMN owners.position IS 'Order among the action''s owners, from 1.';
COMMENT ON COLUMN owners.text IS 'The person, post or body as the plan writes it.';
COMMENT ON COLUMN owners.role IS 'The post comparable across councils, e.g. chief-finance-officer; empty when not known.';
COMMENT ON COLUMN owners.kind IS 'member, officer, body or unknown.';
COMMENT ON COLUMN owners.vague IS 'True for All, the Council and their like: an owner nobody could ring up.';
COMMENT ON COLUMN owners.basis IS 'stated, inherited, inferred or override.';

CREATE TABLE milestones (
  action_no INTEGER NOT NULL,
  plan_id VARCHAR NOT NULL,
  council_id VARCHAR NOT NULL,
  is_current BOOLEAN NOT NULL,
  position INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  start_date DATE,
  end_date DATE,
  granularity VARCHAR NOT NULL,
  flags VARCHAR[] NOT NULL
);
COMMENT ON TABLE milestones IS 'Other dated expressions of an action, and original dates that were revised.';
COMMENT ON COLUMN milestones.action_no IS 'The action, as in actions.';
COMMENT ON COLUMN milestones.plan_id IS 'The plan it stands in.';
COMMENT ON COLUMN milestones.council_id IS 'The council, as in councils.';
COMMENT ON COLUMN milestones.is_current IS 'As in plans.';
COMMENT ON COLUMN milestones.position IS 'Order among the action''s milestones, from 1.';
COMMENT ON COLUMN milestones.text IS 'The words.';
COMMENT ON COLUMN milestones.kind IS 'As in actions.';
COMMENT ON COLUMN milestones.start_date IS 'First day; NULL when open.';
COMMENT ON COLUMN milestones.end_date IS 'Last day; NULL when open.';
COMMENT ON COLUMN milestones.granularity IS 'As in actions.';
COMMENT ON COLUMN milestones.flags IS 'Doubts, e.g. original-date.';

CREATE TABLE issues (
  plan_id VARCHAR NOT NULL,
  council_id VARCHAR NOT NULL,
  is_current BOOLEAN NOT NULL,
  action_no INTEGER,
  position INTEGER NOT NULL,
  code VARCHAR NOT NULL,
  severity VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  page INTEGER,
  place JSON
);
COMMENT ON TABLE issues IS 'Doubts recorded while reading, each with its place.';
COMMENT ON COLUMN issues.plan_id IS 'The plan.';
COMMENT ON COLUMN issues.council_id IS 'The council, as in councils.';
COMMENT ON COLUMN issues.is_current IS 'As in plans.';
COMMENT ON COLUMN issues.action_no IS 'The action; NULL for a doubt about the plan as a whole.';
COMMENT ON COLUMN issues.position IS 'Order in the plan, from 1.';
COMMENT ON COLUMN issues.code IS 'Kind of doubt, e.g. no-action-table.';
COMMENT ON COLUMN issues.severity IS 'error, warning or info.';
COMMENT ON COLUMN issues.message IS 'One sentence in plain words.';
COMMENT ON COLUMN issues.page IS 'Page of the document, from 1; NULL where there is none.';
COMMENT ON COLUMN issues.place IS 'Where: a list of spans; NULL when it has no place.';

CREATE TABLE legend_terms (
  plan_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  term VARCHAR NOT NULL,
  text VARCHAR NOT NULL
);
COMMENT ON TABLE legend_terms IS 'Terms that a plan defines for itself, e.g. Short Term.';
COMMENT ON COLUMN legend_terms.plan_id IS 'The plan.';
COMMENT ON COLUMN legend_terms.position IS 'Order in the plan, from 1.';
COMMENT ON COLUMN legend_terms.term IS 'The term.';
COMMENT ON COLUMN legend_terms.text IS 'The words that define it.';

CREATE TABLE plan_events (
  plan_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  event VARCHAR NOT NULL,
  text VARCHAR NOT NULL
);
COMMENT ON TABLE plan_events IS 'Dated events in the life of a plan itself, such as its publication; they are not actions.';
COMMENT ON COLUMN plan_events.plan_id IS 'The plan.';
COMMENT ON COLUMN plan_events.position IS 'Order in the plan, from 1.';
COMMENT ON COLUMN plan_events.event IS 'What happens.';
COMMENT ON COLUMN plan_events.text IS 'The words with the date.';

CREATE TABLE changes (
  plan_id VARCHAR NOT NULL,
  previous_plan_id VARCHAR NOT NULL,
  council_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  change VARCHAR NOT NULL,
  before_positions INTEGER[] NOT NULL,
  after_positions INTEGER[] NOT NULL,
  similarity DOUBLE,
  reworded BOOLEAN NOT NULL,
  days_moved INTEGER,
  end_before DATE,
  end_after DATE,
  owner_change VARCHAR NOT NULL,
  status_before VARCHAR,
  status_after VARCHAR,
  text_before VARCHAR,
  text_after VARCHAR
);
COMMENT ON TABLE changes IS 'What became of each action from one version of a plan to the next, one row a match (or an action that has none).';
COMMENT ON COLUMN changes.plan_id IS 'The later version.';
COMMENT ON COLUMN changes.previous_plan_id IS 'The earlier version.';
COMMENT ON COLUMN changes.council_id IS 'The council, as in councils.';
COMMENT ON COLUMN changes.position IS 'Order within this pair of versions, from 1.';
COMMENT ON COLUMN changes.change IS 'kept, split, merged, dropped or new.';
COMMENT ON COLUMN changes.before_positions IS 'Positions of the actions in the earlier version; empty for new.';
COMMENT ON COLUMN changes.after_positions IS 'Positions of the actions in the later version; empty for dropped.';
COMMENT ON COLUMN changes.similarity IS 'How alike the words are, 0 to 1; NULL for dropped and new.';
COMMENT ON COLUMN changes.reworded IS 'True when the words differ by more than punctuation and case.';
COMMENT ON COLUMN changes.days_moved IS 'Days from the earlier to the later end date; negative when brought forward; NULL when either has none.';
COMMENT ON COLUMN changes.end_before IS 'Last end date of the earlier actions; NULL when none has one.';
COMMENT ON COLUMN changes.end_after IS 'Last end date of the later actions; NULL when none has one.';
COMMENT ON COLUMN changes.owner_change IS 'same, changed, added, removed or none (no owner in either).';
COMMENT ON COLUMN changes.status_before IS 'Status in the earlier version; NULL for new.';
COMMENT ON COLUMN changes.status_after IS 'Status in the later version; NULL for dropped.';
COMMENT ON COLUMN changes.text_before IS 'Words of the earlier actions, joined; NULL for new.';
COMMENT ON COLUMN changes.text_after IS 'Words of the later actions, joined; NULL for dropped.';

CREATE VIEW current_actions AS SELECT * FROM actions WHERE is_current;
COMMENT ON VIEW current_actions IS 'Actions of each council''s last plan.';

CREATE VIEW current_recommendations AS
SELECT recommendations.* FROM recommendations JOIN plans USING (plan_id)
WHERE recommendations.is_current AND (plans.kind <> 'review-report' OR recommendations.council_id NOT IN (
  SELECT council_id FROM plans WHERE is_current AND kind <> 'review-report' AND recommendation_count > 0
));
COMMENT ON VIEW current_recommendations IS 'Recommendations of each council''s last plan; of its review report only where no plan states any.';

CREATE VIEW covered_councils AS
WITH newest AS (
  SELECT council_id, max(plan_date) AS plan_date, bool_or(action_count > 0) AS has_actions
  FROM plans WHERE is_current AND kind <> 'review-report' GROUP BY council_id
)
SELECT CASE WHEN abolished IS NULL THEN council_id ELSE successors[1] END AS council_id,
  max(newest.plan_date) AS plan_date, bool_or(newest.has_actions) AS has_actions
FROM newest JOIN councils USING (council_id)
WHERE council_id NOT LIKE 'unknown/%' AND (abolished IS NULL OR len(successors) = 1)
GROUP BY 1;
COMMENT ON VIEW covered_councils IS 'Councils that exist and have a plan, their own or that of an abolished council whose only successor they are.';

CREATE VIEW action_themes AS
UNPIVOT (
  SELECT action_no, council_id, is_current, theme_basis AS basis,
    p_priorities AS priorities, p_leadership AS leadership, p_governance AS governance,
    p_finance AS finance, p_capacity AS capacity
  FROM actions
) ON priorities, leadership, governance, finance, capacity INTO NAME theme VALUE probability;
COMMENT ON VIEW action_themes IS 'All five theme probabilities of every action, one row each.';

-- Lateness is a fact about a day, never about the plan. `cannot_tell` never counts as fine. A time that runs backwards
-- contradicts itself: neither of its ends says when the action is due.
CREATE MACRO lateness(status, kind, start_date, end_date, as_of) AS
  CASE
    WHEN status = 'done' OR kind = 'done' THEN 'done'
    WHEN start_date > end_date THEN 'cannot_tell'
    WHEN end_date < as_of THEN 'overdue'
    WHEN kind IN ('from', 'ongoing') THEN 'open_ended'
    WHEN end_date IS NULL THEN 'cannot_tell'
    WHEN end_date <= as_of + 30 THEN 'due_soon'
    WHEN start_date <= as_of THEN 'in_window'
    ELSE 'not_due'
  END;

-- The theme to count under: a doubtful one is a group of its own.
CREATE MACRO theme_group(theme, theme_unsure) AS
  CASE WHEN theme IS NULL OR theme_unsure THEN 'unsure' ELSE theme END;

-- A share from 0 to 1; NULL, not 0, where there is nothing to divide by.
CREATE MACRO share(part, whole) AS CASE WHEN whole > 0 THEN round(part / whole, 6) END;
