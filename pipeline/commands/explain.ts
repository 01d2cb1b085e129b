/** `peerlens explain ACTION`: how each field of one action was arrived at, with the words it came from. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Action, Plan } from '../model.ts';
import { renderPage } from '../read/pdf/page-image.ts';
import { processIsolated } from '../isolated-run.ts';
import { readStoredPlans } from '../site/stored-plans.ts';
import { labelsOf } from '../store/place-label.ts';
import { openStore } from '../store/store.ts';
import { EXIT, formatIssue, UsageError, type Terminal } from '../terminal/terminal.ts';
import { explainTimescale } from '../timescale/timescale.ts';
import { storePath } from './export.ts';
import { factsOfFile, readBytes } from './read.ts';

export interface ExplainOptions {
  out: string;
  council?: string;
  planDate?: string;
  /** Where to write a picture of the action's page, its words lit up; PDF only. */
  pageImage?: string;
}

/** What is told about an action besides itself. */
interface Setting {
  plan: string;
  source: string;
}

/**
 * Explains the action that `wanted` names: an id, the number of an action in `file`, or words of it.
 * Without a file the last build under `out` is asked. Throws `UsageError` when there is none or more than one.
 */
export async function explainCommand(
  wanted: string,
  file: string | undefined,
  options: ExplainOptions,
  terminal: Terminal,
): Promise<number> {
  const { pageImage } = options;
  if (pageImage !== undefined && !existsSync(dirname(resolve(pageImage))))
    throw new UsageError(`--page-image: no such folder: ${dirname(pageImage)}`);
  const candidates =
    file === undefined ? await fromStore(options.out) : await fromFile(file, options, terminal);
  const found = candidates.filter(({ action, position }) => names(wanted, action, position));
  const exact = found.filter(({ action, position }) => action.id === wanted || String(position) === wanted);
  const [match, second] = exact.length > 0 ? exact : found;
  if (!match) {
    const where = file ?? `the store under ${options.out}`;
    throw new UsageError(`no action ${wanted} in ${where}${isId(wanted) ? ID_HINT : ''}`);
  }
  if (second && exact.length === 0) {
    const list = found.slice(0, 10).map(({ action }) => `  ${action.id}  ${action.text.slice(0, 80)}`);
    throw new UsageError(`${found.length} actions match ${wanted}; name one by its id:\n${list.join('\n')}`);
  }
  for (const line of explainAction(match.action, match.setting)) terminal.print(line);
  if (pageImage !== undefined) await drawPage(match.action, file, pageImage, terminal);
  return EXIT.fine;
}

/** Ids are made of the council as it was given or read, so they change with it. */
const ID_HINT =
  '; an id holds for the council that was given or read with it, so a file read without its register has other ids: name the action by its words';

function isId(wanted: string): boolean {
  return /^[\da-f]{12}(?:-\d+)?$/.test(wanted);
}

interface Candidate {
  action: Action;
  /** Order in its plan, from 1; 0 for an action of the store, which is not called by number. */
  position: number;
  setting: Setting;
}

function names(wanted: string, action: Action, position: number): boolean {
  return (
    action.id === wanted ||
    (position > 0 && String(position) === wanted) ||
    action.text.toLowerCase().includes(wanted.toLowerCase())
  );
}

async function fromFile(file: string, options: ExplainOptions, terminal: Terminal): Promise<Candidate[]> {
  const outcome = await processIsolated(readBytes(file), factsOfFile(file, options, terminal));
  if (outcome.value === null) {
    throw new UsageError(outcome.issues.map((issue) => formatIssue(issue, file)).join('\n'));
  }
  const plan = outcome.value;
  const setting = { plan: planWords(plan), source: file };
  return plan.actions.map((action, index) => ({ action, position: index + 1, setting }));
}

async function fromStore(out: string): Promise<Candidate[]> {
  const store = await openStore(storePath(out));
  try {
    const candidates: Candidate[] = [];
    for await (const { council, entry, actions } of readStoredPlans(store)) {
      const setting = {
        plan: `${council.name}, ${entry.kind}, ${entry.planDate ?? 'no date'} (${entry.planDateBasis})`,
        source: entry.url || entry.source,
      };
      candidates.push(...actions.map((action) => ({ action, position: 0, setting })));
    }
    return candidates;
  } finally {
    store.close();
  }
}

function planWords(plan: Plan): string {
  const council = plan.council.value
    ? `${plan.council.value.name} (${plan.council.basis})`
    : 'council not known';
  return `${council}, ${plan.kind.value ?? 'other'}, ${plan.planDate.value ?? 'no date'} (${plan.planDate.basis}: ${plan.planDate.from})`;
}

/** Writes the first page the action stands on as PNG. Throws `UsageError` for a document without pages. */
async function drawPage(
  action: Action,
  file: string | undefined,
  to: string,
  terminal: Terminal,
): Promise<void> {
  const spans = action.place.filter((span) => span.in === 'page');
  const [first] = spans;
  if (file === undefined || !first)
    throw new UsageError('--page-image needs the PDF itself: name it after the action');
  const highlight = spans.filter(({ page }) => page === first.page).map(({ box }) => box);
  writeFileSync(to, await renderPage(readBytes(file), first.page, { highlight, scale: 2 }));
  terminal.say(`Page ${first.page}: ${to}`);
}

/** The explanation as lines. */
function explainAction(action: Action, setting: Setting): string[] {
  const themes = action.themes.map(
    ({ theme, probability }) => `${theme} ${(100 * probability).toFixed(0)} %`,
  );
  const [first] = action.themes;
  const owners = action.owners.map(
    (owner) =>
      `“${owner.text}”: ${[owner.role || 'no known post', owner.kind, owner.vague ? 'vague' : '', owner.basis].filter(Boolean).join(', ')}`,
  );
  return [
    action.text,
    '',
    row('Id', action.id),
    row('Plan', setting.plan),
    row('Source', `${setting.source}, ${labelsOf(action.place)}`),
    row('Action', `${action.evidence.join('; ')} (confidence ${action.confidence.toFixed(2)})`),
    row(
      'Answers',
      action.recommendation
        ? `recommendation ${action.recommendation.ref}: ${action.recommendation.text}`
        : 'no recommendation known',
    ),
    row('Owner', owners.length > 0 ? owners.join('\n') : 'nobody named'),
    row('Time', explainTimescale(action.timescale)),
    ...action.milestones.map((milestone) => row('', `also: ${explainTimescale(milestone)}`)),
    row(
      'Rule',
      `${action.timescale.rule || 'none'}${action.timescale.flags.length > 0 ? `; flags: ${action.timescale.flags.join(', ')}` : ''}`,
    ),
    row(
      'Status',
      `${action.status.replace('_', ' ')}${action.statusText ? `, from “${action.statusText}”` : ', from the time words'}`,
    ),
    row(
      'Theme',
      `${first ? first.theme : 'none'}${action.themeUnsure ? ', unsure' : ''} (${first?.basis ?? 'model'}): ${themes.join(', ')}`,
    ),
    ...(first && first.evidence.length > 0 ? [row('', `carried by: ${first.evidence.join(', ')}`)] : []),
    ...action.issues.map((issue) => row('Doubt', formatIssue(issue))),
  ];
}

function row(label: string, text: string): string {
  return text
    .split('\n')
    .map((line, index) => `${(index === 0 ? label : '').padEnd(9)}${line}`)
    .join('\n');
}
