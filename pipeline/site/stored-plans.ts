/** Plans out of the store for the site, council by council, oldest first, with the whole of every action. */
import { sourceName, withoutFolders } from './source-name.ts';
import { THEMES, type Issue, type Owner, type Place, type ThemeTag, type Timescale } from '../model.ts';
import type { Row, Store } from '../store/store.ts';
import type { ActionDetail, Summary } from './contract.ts';
import type { StoredPlan } from './encode.ts';

const PLANS = `
  SELECT p.*, c.name, c.gss, c.type, c.region, c.nation, c.population, c.population_density, c.imd_score,
    (SELECT count(*) FROM recommendations r WHERE r.plan_id = p.plan_id AND r.action_count = 0) AS unanswered
  FROM plans p JOIN councils c USING (council_id)
  ORDER BY c.name, p.council_id, p.plan_date NULLS FIRST, p.line, p.version, p.plan_id`;
const OF_COUNCILS = 'council_id IN (SELECT unnest(string_split($councils, chr(10))))';
const ACTIONS = `
  SELECT a.* EXCLUDE (council_id, council, plan_kind, plan_date, version, is_current, theme_probability, second_theme,
    owner_count, named_owner_count, owners_text, lead_role, issue_count), r.text AS recommendation_text
  FROM actions a
  LEFT JOIN (SELECT plan_id, ref, min(text) AS text FROM recommendations WHERE ${OF_COUNCILS} GROUP BY plan_id, ref) r
    ON r.plan_id = a.plan_id AND r.ref = a.recommendation_ref
  WHERE a.${OF_COUNCILS} ORDER BY a.plan_id, a.position`;
const OWNERS = `
  SELECT action_no, text, role, kind, vague, basis FROM owners WHERE ${OF_COUNCILS} ORDER BY action_no, position`;
const MILESTONES = `
  SELECT action_no, text, kind, start_date, end_date, granularity, flags
  FROM milestones WHERE ${OF_COUNCILS} ORDER BY action_no, position`;
const ISSUES = `
  SELECT plan_id, action_no, code, severity, message, place FROM issues WHERE ${OF_COUNCILS} ORDER BY plan_id, position`;
const SECTOR = `
  SELECT type, coalesce(region, '') AS region, count(*) AS councils
  FROM councils WHERE type IS NOT NULL AND abolished IS NULL AND nation = 'England' GROUP BY ALL ORDER BY ALL`;

/** Councils asked for at a time: few queries, and never all actions in memory. */
const COUNCILS_AT_A_TIME = 64;

/** Every plan of the store, councils by name; only a few councils' actions are in memory at a time. */
export async function* readStoredPlans(store: Store): AsyncGenerator<StoredPlan> {
  const plans = await store.query(PLANS);
  const councils = [...Map.groupBy(plans, (plan) => text(plan['council_id']))];
  for (let first = 0; first < councils.length; first += COUNCILS_AT_A_TIME) {
    const batch = councils.slice(first, first + COUNCILS_AT_A_TIME);
    const parameters = { councils: batch.map(([council]) => council).join('\n') };
    const rowsOf = async (sql: string): Promise<Row[]> =>
      (await Array.fromAsync(store.queryChunks(sql, parameters))).flat();
    const byPlan = Map.groupBy(await rowsOf(ACTIONS), (row) => row['plan_id']);
    const owners = Map.groupBy(await rowsOf(OWNERS), (row) => row['action_no']);
    const milestones = Map.groupBy(await rowsOf(MILESTONES), (row) => row['action_no']);
    const issues = await rowsOf(ISSUES);
    const byAction = Map.groupBy(issues, (row) => row['action_no']);
    const ofPlan = Map.groupBy(
      issues.filter((row) => row['action_no'] === null),
      (row) => row['plan_id'],
    );
    for (const plan of batch.flatMap(([, members]) => members)) {
      const planId = plan['plan_id'] ?? null;
      const unread = text(plan['plan_id']).startsWith('unread-');
      const ownIssues = (ofPlan.get(planId) ?? []).map(issueOf);
      yield {
        council: councilOf(plan),
        entry: entryOf(plan),
        unread,
        sha256: text(plan['sha256']),
        actions: (byPlan.get(planId) ?? []).map((row) => {
          const key = row['action_no'] ?? null;
          return actionOf(row, owners.get(key) ?? [], milestones.get(key) ?? [], byAction.get(key) ?? []);
        }),
        issues: unread ? ownIssues.map((issue) => nameless(issue, text(plan['source_name']))) : ownIssues,
      };
    }
  }
}

/** How many English councils exist, by type and region: those that have peer challenges; abolished ones are left out. */
export async function readSector(store: Store): Promise<Summary['sector']> {
  return await store.query<Summary['sector'][number]>(SECTOR);
}

function councilOf(plan: Row): StoredPlan['council'] {
  const known = !text(plan['council_id']).startsWith('unknown/');
  return {
    name: known ? text(plan['name']) : 'Council not known',
    known,
    gss: text(plan['gss']),
    // Facts of a council without a code come from nowhere else.
    invented: text(plan['gss']) === '' && text(plan['type']) !== '',
    type: text(plan['type']),
    region: text(plan['region']),
    nation: text(plan['nation']),
    population: maybeNumber(plan['population']),
    density: maybeNumber(plan['population_density']),
    deprivation: maybeNumber(plan['imd_score']),
  };
}

function entryOf(plan: Row): StoredPlan['entry'] {
  return {
    id: text(plan['plan_id']),
    kind: text(plan['kind']) as StoredPlan['entry']['kind'],
    title: text(plan['title']),
    planDate: maybeText(plan['plan_date_text']),
    planDateBasis: text(plan['plan_date_basis']) as StoredPlan['entry']['planDateBasis'],
    reviewDate: maybeText(plan['review_date']),
    source: sourceName(text(plan['source_name'])),
    url: text(plan['source_url']),
    copy: '',
    format: text(plan['format']),
    pages: Number(plan['pages']),
    recommendations: Number(plan['recommendation_count']),
    unanswered: Number(plan['unanswered']),
    current: plan['is_current'] === true,
  };
}

function actionOf(row: Row, owners: Row[], milestones: Row[], issues: Row[]): ActionDetail {
  const ref = maybeText(row['recommendation_ref']);
  return {
    id: text(row['action_id']),
    recommendation: ref === null ? null : { ref, text: text(row['recommendation_text']) },
    recommendations: texts(row['recommendation_refs']),
    objective: text(row['objective']),
    text: text(row['text']),
    owners: owners.map(ownerOf),
    timescale: {
      text: text(row['timescale_text']),
      kind: text(row['kind']) as Timescale['kind'],
      start: maybeText(row['start_date']),
      end: maybeText(row['end_date']),
      edtf: text(row['edtf']),
      granularity: text(row['granularity']) as Timescale['granularity'],
      frequency: text(row['frequency']),
      basis: text(row['timescale_basis']) as Timescale['basis'],
      rule: text(row['timescale_rule']),
      anchor: maybeText(row['timescale_anchor']),
      flags: texts(row['flags']),
    },
    milestones: milestones.map(milestoneOf),
    status: text(row['status']) as ActionDetail['status'],
    statusText: text(row['status_text']),
    themes: themesOf(row),
    themeUnsure: row['theme_unsure'] === true,
    place: (row['place'] ?? []) as unknown as Place,
    evidence: texts(row['evidence']),
    confidence: Number(row['confidence']),
    issues: issues.map(issueOf),
    continues: row['continues'] === true,
    checkable: row['checkable'] === true,
    placeLabel: text(row['place_label']),
    page: maybeNumber(row['page']),
    position: Number(row['position']),
  };
}

function ownerOf(row: Row): Owner {
  return {
    text: text(row['text']),
    role: text(row['role']),
    kind: text(row['kind']) as Owner['kind'],
    vague: row['vague'] === true,
    basis: text(row['basis']) as Owner['basis'],
  };
}

/** The store keeps of a milestone what pages and questions need; the rest is left empty. */
function milestoneOf(row: Row): Timescale {
  return {
    text: text(row['text']),
    kind: text(row['kind']) as Timescale['kind'],
    start: maybeText(row['start_date']),
    end: maybeText(row['end_date']),
    edtf: '',
    granularity: text(row['granularity']) as Timescale['granularity'],
    frequency: '',
    basis: 'stated',
    rule: '',
    anchor: null,
    flags: texts(row['flags']),
  };
}

function themesOf(row: Row): ThemeTag[] {
  const first = maybeText(row['theme']);
  if (first === null) return [];
  const basis = text(row['theme_basis']) as ThemeTag['basis'];
  return THEMES.map((theme) => ({
    theme,
    probability: Number(row[`p_${theme}`]),
    basis,
    evidence: theme === first ? texts(row['theme_evidence']) : [],
  })).toSorted(
    (a, b) => Number(b.theme === first) - Number(a.theme === first) || b.probability - a.probability,
  );
}

function issueOf(row: Row): Issue {
  return {
    code: text(row['code']),
    severity: text(row['severity']) as Issue['severity'],
    message: text(row['message']),
    place: row['place'] as unknown as Place | null,
  };
}

/** A doubt about a file that could not be read, without the folders it lies in. */
function nameless(issue: Issue, name: string): Issue {
  return { ...issue, message: withoutFolders(issue.message, name) };
}

function text(value: Row[string] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function maybeText(value: Row[string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function maybeNumber(value: Row[string] | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function texts(value: Row[string] | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
