/**
 * What a night changed, from the last published store to the new one: new plans, what became of each action of a
 * replaced plan, actions newly overdue or done, sources that failed, gates. As JSON, Markdown and one line.
 */
import type { IsoDay } from '../model.ts';
import type { Store } from '../store/store.ts';
import { counted } from '../terminal/terminal.ts';
import type { GateResult } from './gates.ts';
import { type HeldDocument, whatToDoAboutHeld } from './held-back.ts';
import { type ChangedDocument, changedDocumentLine, whatToDo } from './refusal.ts';

export interface ChangeLog {
  asOf: IsoDay;
  /** The run it is compared with; empty for the first. */
  since: string;
  newPlans: { plan: string; council: string; kind: string; actions: number; replaces: string }[];
  changedActions: {
    council: string;
    change: string;
    before: string;
    after: string;
    daysMoved: number | null;
    ownerChange: string;
    statusBefore: string;
    statusAfter: string;
  }[];
  newlyOverdue: { council: string; action: string; text: string; end: string }[];
  newlyDone: { council: string; action: string; text: string }[];
  sources: {
    name: string;
    outcome: string;
    failure: string;
    message: string;
    failingSince: string;
    movedTo: string;
  }[];
  candidates: { page: string; url: string; text: string; reason: string }[];
  gates: GateResult[];
  /** Documents that were not published, so that the others could be. */
  held: HeldDocument[];
  /** Sources of the published run whose document is another tonight. */
  changedDocuments: ChangedDocument[];
  /** What is doubtful about the register and its documents, in words. */
  doubts: string[];
  /** True when nothing was to be kept or published. */
  dryRun: boolean;
}

/** The log between two stores, each as of its own day; `before` is `null` on the first night. */
export async function buildChangeLog(
  now: Store,
  before: Store | null,
  days: { asOf: IsoDay; since: string; before: IsoDay },
): Promise<Pick<ChangeLog, 'asOf' | 'since' | 'newPlans' | 'changedActions' | 'newlyOverdue' | 'newlyDone'>> {
  const known = new Set(
    before ? (await before.query('SELECT plan_id FROM plans')).map((row) => row['plan_id']) : [],
  );
  const plans = await now.query(`
    SELECT plan_id, council, kind, action_count, coalesce(previous_plan_id, '') AS replaces
    FROM plans WHERE in_last_build ORDER BY council, plan_id`);
  const arrived = plans.filter((row) => !known.has(row['plan_id'] ?? ''));
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const changes = await now.query(`
    SELECT c.plan_id, p.council, c.change, c.text_before, c.text_after, c.days_moved, c.owner_change,
      c.status_before, c.status_after
    FROM changes c JOIN plans p USING (plan_id)
    WHERE c.change <> 'kept' OR c.days_moved <> 0 OR c.owner_change NOT IN ('same', 'none')
      OR c.status_before IS DISTINCT FROM c.status_after
    ORDER BY p.council, c.plan_id, c.position`);
  const arrivedIds = new Set(arrived.map((row) => row['plan_id']));
  const [overdue, done] = await Promise.all([
    newlyIn(now, before, days, 'overdue'),
    newlyIn(now, before, days, 'done'),
  ]);
  return {
    asOf: days.asOf,
    since: days.since,
    newPlans: arrived.map((row) => ({
      plan: text(row['plan_id']),
      council: text(row['council']),
      kind: text(row['kind']),
      actions: Number(row['action_count']),
      replaces: text(row['replaces']),
    })),
    changedActions: (before ? changes : [])
      .filter((row) => arrivedIds.has(row['plan_id'] ?? ''))
      .map((row) => ({
        council: text(row['council']),
        change: text(row['change']),
        before: text(row['text_before']),
        after: text(row['text_after']),
        daysMoved: typeof row['days_moved'] === 'number' ? row['days_moved'] : null,
        ownerChange: text(row['owner_change']),
        statusBefore: text(row['status_before']),
        statusAfter: text(row['status_after']),
      })),
    newlyOverdue: overdue.map((row) => ({
      council: text(row['council']),
      action: text(row['action_id']),
      text: text(row['text']),
      end: text(row['end_date']),
    })),
    newlyDone: done.map((row) => ({
      council: text(row['council']),
      action: text(row['action_id']),
      text: text(row['text']),
    })),
  };
}

/** A heading and its lines, for Markdown and the page alike. */
export interface ChangeSection {
  title: string;
  rows: string[];
}

/** The log for people, as Markdown. */
export function formatChangeLog(log: ChangeLog): string {
  const lines = [`# Changes as of ${log.asOf}`, '', summaryLine(log), ''];
  for (const { title, rows } of changeSections(log)) {
    lines.push(`## ${title} (${rows.length})`, '', ...rows.map((row) => `- ${row}`), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The section for the operator alone. */
export const TO_DO = 'What to do';

/** What there is to say, most urgent first; empty sections are left out. */
export function changeSections(log: ChangeLog): ChangeSection[] {
  const refused = refusedGates(log);
  const accepted = log.gates.filter((gate) => gate.accepted !== '');
  const failed = log.sources.filter((row) => row.outcome === 'failed');
  const moved = log.sources.filter((row) => row.movedTo !== '');
  const sections: [string, string[]][] = [
    ['Gates that refused', refused.map((gate) => `${gate.gate}: ${gate.finding}`)],
    [
      'Documents held back',
      log.held.map((row) => `${changedDocumentLine(row)}; ${row.gate}: ${row.finding}`),
    ],
    [TO_DO, refused.length === 0 ? whatToDoAboutHeld(log.held) : whatToDo(refused, log.since)],
    ['Documents that changed', refused.length === 0 ? [] : log.changedDocuments.map(changedDocumentLine)],
    [
      'Gates accepted by a person',
      accepted.map((gate) => `${gate.gate}: ${gate.finding}. Reason: ${gate.accepted}`),
    ],
    ['Doubts about the register and its documents', log.doubts],
    ['New plans', log.newPlans.map(planLine)],
    ['Changed actions', log.changedActions.map(changeLine)],
    ['Newly overdue', log.newlyOverdue.map((row) => `${row.council}: ${row.text} (due ${row.end})`)],
    ['Newly done', log.newlyDone.map((row) => `${row.council}: ${row.text}`)],
    [
      'Sources that failed',
      failed.map(
        (row) =>
          `${row.name}: ${row.failure}, ${row.message}; failing since ${row.failingSince.slice(0, 10)}`,
      ),
    ],
    ['Sources that moved for good', moved.map((row) => `${row.name} → ${row.movedTo}`)],
    [
      'Documents found on landing pages, to be looked at',
      log.candidates.map((row) => `${row.url} (“${row.text}”, on ${row.page})`),
    ],
  ];
  return sections
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => ({ title, rows: rows.map((row) => row.replaceAll(/\s+/g, ' ').trim()) }));
}

function planLine(plan: ChangeLog['newPlans'][number]): string {
  return `${plan.council}: ${plan.kind}, ${counted(plan.actions, 'action')}${plan.replaces ? ', a new version' : ''}`;
}

function changeLine(row: ChangeLog['changedActions'][number]): string {
  const moved = row.daysMoved ? `, date moved by ${row.daysMoved} days` : '';
  // An action that came or went came or went with its owner and status.
  const stayed = row.change !== 'new' && row.change !== 'dropped';
  const owner = stayed && !['same', 'none', ''].includes(row.ownerChange) ? `, owner ${row.ownerChange}` : '';
  const status =
    stayed && row.statusBefore !== row.statusAfter
      ? `, ${row.statusBefore || '—'} → ${row.statusAfter || '—'}`
      : '';
  return `${row.council}: ${row.change}${moved}${owner}${status}: ${row.after || row.before}`;
}

/** One line for the mail that cron sends. */
export function summaryLine(log: ChangeLog): string {
  const refused = refusedGates(log).map((gate) => gate.gate);
  const accepted = log.gates.filter((gate) => gate.accepted !== '').map((gate) => gate.gate);
  const failed = log.sources.filter((row) => row.outcome === 'failed').length;
  const holding = log.dryRun ? 'would be held back' : 'held back';
  const parts = [
    counted(log.newPlans.length, 'new plan'),
    counted(log.changedActions.length, 'changed action'),
    `${log.newlyOverdue.length} newly overdue`,
    `${log.newlyDone.length} newly done`,
    `${counted(failed, 'source')} failed`,
    ...(log.held.length > 0 ? [`${counted(log.held.length, 'document')} ${holding}`] : []),
    ...(log.doubts.length > 0 ? [counted(log.doubts.length, 'doubt')] : []),
  ];
  const verdict = refused.length > 0 ? `NOT PUBLISHED (${refused.join(', ')})` : 'published';
  const said = log.dryRun ? `dry run, would be ${verdict}` : verdict;
  const passed = accepted.length > 0 ? ` (accepted: ${accepted.join(', ')})` : '';
  return `${log.asOf}: ${said}${passed}: ${parts.join(', ')}.`;
}

function refusedGates(log: ChangeLog): GateResult[] {
  return log.gates.filter((gate) => !gate.passed && gate.accepted === '');
}

async function newlyIn(
  now: Store,
  before: Store | null,
  days: { asOf: IsoDay; before: IsoDay },
  group: string,
) {
  if (!before) return [];
  const sql = `SELECT council, action_id, text, end_date
    FROM current_actions WHERE lateness(status, kind, start_date, end_date, $as_of::DATE) = $group_name
    ORDER BY council, action_id`;
  const inGroup = (store: Store, day: string) => store.query(sql, { as_of: day, group_name: group });
  const earlier = new Set((await inGroup(before, days.before)).map((row) => row['action_id']));
  return (await inGroup(now, days.asOf)).filter((row) => !earlier.has(row['action_id'] ?? ''));
}
