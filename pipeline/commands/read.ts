/** `peerlens read FILE`: one document to its actions, as a table for a person or JSON Lines for a program. */
import { basename } from 'node:path';
import { processIsolated } from '../isolated-run.ts';
import type { Action, IsoDate, Plan, SourceFacts } from '../model.ts';
import { formatOutline } from '../read/outline.ts';
import { readIsolated } from '../read/isolation.ts';
import { findBeside } from './register-beside.ts';
import { isPlanDate, readDocumentFile } from '../sources/sources.ts';
import { counted, EXIT, formatIssue, formatTable, UsageError, type Terminal } from '../terminal/terminal.ts';

export interface ReadOptions {
  council?: string;
  planDate?: string;
  json?: boolean;
  outline?: boolean;
}

/** Prints the document's actions. Ends with `someFailed` when the document could not be read. */
export async function readCommand(file: string, options: ReadOptions, terminal: Terminal): Promise<number> {
  const facts = factsOfFile(file, options, terminal);
  const bytes = readBytes(file);
  const outcome = await (options.outline
    ? readIsolated(bytes, { name: basename(file) })
    : processIsolated(bytes, facts));
  if (outcome.value === null) {
    for (const issue of outcome.issues) terminal.warn(formatIssue(issue, file));
    return EXIT.someFailed;
  }
  if ('blocks' in outcome.value) {
    terminal.print(formatOutline(outcome.value).trimEnd());
    return EXIT.fine;
  }
  const plan = outcome.value;
  if (options.json)
    for (const action of plan.actions) terminal.print(JSON.stringify(actionLine(plan, action)));
  else printPlan(plan, terminal);
  for (const issue of plan.issues) terminal.say(formatIssue(issue, file));
  return plan.issues.some((issue) => issue.severity === 'error') ? EXIT.someFailed : EXIT.fine;
}

/** The line that `--json` prints for an action; also the shape of the JSON Lines export. */
export function actionLine(plan: Plan, action: Action): object {
  const { text, kind, start, end, edtf, rule, basis, flags, granularity, frequency } = action.timescale;
  return {
    id: action.id,
    council: plan.council.value?.name ?? null,
    planDate: plan.planDate.value,
    planKind: plan.kind.value,
    recommendation: action.recommendation,
    text: action.text,
    owners: action.owners,
    timescale: { text, kind, start, end, edtf, rule, basis, flags, granularity, frequency },
    milestones: action.milestones.map((milestone) => ({
      text: milestone.text,
      kind: milestone.kind,
      start: milestone.start,
      end: milestone.end,
    })),
    status: action.status,
    themes: action.themes.map(({ theme, probability, basis }) => ({ theme, probability, basis })),
    themeUnsure: action.themeUnsure,
    place: action.place,
    evidence: action.evidence,
    confidence: action.confidence,
    issues: action.issues.map(({ code, severity, message }) => ({ code, severity, message })),
  };
}

/** The file's bytes. Throws `UsageError` when there is no such file, or when it is none that can be read. */
export function readBytes(file: string): Uint8Array {
  try {
    return readDocumentFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(reason.includes('ENOENT') ? `no such file: ${file}` : reason);
  }
}

/** Facts given on the command line. Throws `UsageError` on a date that is not one. */
export function factsFromOptions(
  file: string,
  options: { council?: string; planDate?: string },
): SourceFacts {
  const facts: SourceFacts = { name: basename(file) };
  if (options.council) facts.council = options.council;
  if (options.planDate) facts.planDate = checkDate(options.planDate, '--plan-date');
  return facts;
}

/** Facts given on the command line before those of a register beside the file, which is then named. */
export function factsOfFile(
  file: string,
  options: { council?: string; planDate?: string },
  terminal: Terminal,
): SourceFacts {
  const own = factsFromOptions(file, options);
  const beside = findBeside(file);
  if (beside === null) return own;
  terminal.say(`Council and dates as in ${beside.listed}`);
  const { gss, ...rest } = beside.facts;
  return { ...rest, ...(gss === undefined || own.council ? {} : { gss }), ...own };
}

/** A date given by a person. Throws `UsageError` when it is not `YYYY-MM-DD` or `YYYY-MM`. */
export function checkDate(text: string, option: string): IsoDate {
  if (!isPlanDate(text)) {
    throw new UsageError(`${option} is not a date (YYYY-MM-DD or YYYY-MM): ${text}`);
  }
  return text;
}

function printPlan(plan: Plan, terminal: Terminal): void {
  const fact = (value: string | null | undefined, basis: string) =>
    value ? `${value} (${basis})` : 'not known';
  terminal.print(`Council:   ${fact(plan.council.value?.name, plan.council.basis)}`);
  terminal.print(`Plan date: ${fact(plan.planDate.value, plan.planDate.basis)}`);
  terminal.print(`Kind:      ${fact(plan.kind.value, plan.kind.basis)}`);
  const found = [
    counted(plan.actions.length, 'action'),
    counted(plan.recommendations.length, 'recommendation'),
  ];
  terminal.print(`Found:     ${found.join(', ')}\n`);
  if (plan.actions.length === 0) return;
  const rows = plan.actions.map((action) => [
    action.recommendation?.ref ?? '',
    action.text,
    action.owners.map((owner) => owner.text).join('; ') || '—',
    whenText(action),
    action.status.replace('_', ' '),
    `${action.themes[0]?.theme ?? '—'}${action.themeUnsure ? '?' : ''}`,
  ]);
  for (const line of formatTable(['rec', 'action', 'owner', 'when', 'status', 'theme'], rows, 56)) {
    terminal.print(line);
  }
}

function whenText({ timescale }: Action): string {
  const { kind, start, end, text } = timescale;
  if (start === null && end === null) return text === '' ? 'nothing said' : `${kind}: ${text}`;
  return `${kind} ${start ?? ''}..${end ?? ''} “${text}”`;
}
