/**
 * The gates before publishing: this run against the last published one, and against absolute floors. A gate that
 * fails keeps the last good site. A person may accept one named gate with a reason; the reason is recorded.
 */
import type { DocumentFault, DocumentGate } from './document-faults.ts';
import type { RunMeasures } from './measures.ts';

export interface GateResult {
  gate: string;
  passed: boolean;
  /** One sentence: what was compared, with both figures. */
  finding: string;
  /** The reason a person gave for letting it pass; empty when nobody did. */
  accepted: string;
}

/** All documents or actions together may shrink by this share. */
const TOTAL_LOSS = 0.1;
/** A share of all actions may fall (or, for unsure and doubts, rise) by this much. */
const SHARE_MOVE = 0.1;
/** Half the sum of the absolute differences of theme shares may be this much. */
const THEME_MOVE = 0.15;
/** Below these nothing is published, whatever came before. */
const FLOORS = { dated: 0.2, owned: 0.1, readable: 0.5 };
const CEILINGS = { unsure: 0.6 };

/**
 * Every gate's result, in a fixed order. `before` is the published store measured as of the same day, so that the
 * passage of time alone moves nothing; `accepted` gives reasons by gate name; `faults` is what was found of single documents.
 */
export function checkGates(
  now: RunMeasures,
  before: RunMeasures | null,
  accepted: Readonly<Record<string, string>>,
  faults: readonly DocumentFault[],
): GateResult[] {
  const results: GateResult[] = [];
  const gate = (name: string, passed: boolean, finding: string) =>
    results.push({ gate: name, passed, finding, accepted: passed ? '' : (accepted[name] ?? '') });
  const readable = now.documents - now.unreadable;
  gate(
    'content',
    now.actions > 0 && readable >= now.documents * FLOORS.readable,
    `${now.actions} actions from ${readable} readable of ${now.documents} documents`,
  );
  gate(
    'dated',
    atLeast(now.dated, FLOORS.dated),
    `${percent(now.dated)} of actions dated, floor ${percent(FLOORS.dated)}`,
  );
  gate(
    'owned',
    atLeast(now.owned, FLOORS.owned),
    `${percent(now.owned)} of actions owned, floor ${percent(FLOORS.owned)}`,
  );
  gate(
    'unsure',
    now.unsure === null || now.unsure <= CEILINGS.unsure,
    `${percent(now.unsure)} of themes unsure, ceiling ${percent(CEILINGS.unsure)}`,
  );
  if (before === null) return results;

  gate(
    'schema',
    now.schemaVersion === before.schemaVersion,
    `store schema ${now.schemaVersion}, last published ${before.schemaVersion}`,
  );
  gate(
    'documents-before',
    readable >= (before.documents - before.unreadable) * (1 - TOTAL_LOSS),
    `${readable} readable documents, last published ${before.documents - before.unreadable}`,
  );
  gate(
    'actions-before',
    now.actions >= before.actions * (1 - TOTAL_LOSS),
    `${now.actions} actions, last published ${before.actions}`,
  );
  const documentGate = (name: DocumentGate, nothing: string, heading: string) =>
    results.push(documentGateResult(name, faults, nothing, heading));
  documentGate('council-actions', 'no council lost half its actions', 'actions lost');
  documentGate(
    'council-conflicts',
    'no document newly names another council',
    'another council’s document, it seems',
  );
  gate('dated-before', !fell(now.dated, before.dated), move('dated', now.dated, before.dated));
  gate('owned-before', !fell(now.owned, before.owned), move('owned', now.owned, before.owned));
  gate('unsure-before', !fell(before.unsure, now.unsure), move('unsure of theme', now.unsure, before.unsure));
  const doubtsFine = (now.doubts ?? 0) <= (before.doubts ?? 0) + 2 * SHARE_MOVE;
  gate(
    'issues-before',
    doubtsFine,
    `${figure(now.doubts)} doubts an action, last published ${figure(before.doubts)}`,
  );
  const themeMove = distance(now.themes, before.themes);
  gate(
    'themes-before',
    themeMove <= THEME_MOVE,
    `theme mix moved by ${percent(themeMove)}, limit ${percent(THEME_MOVE)}`,
  );
  gate(
    'overdue-before',
    Math.abs((now.overdue ?? 0) - (before.overdue ?? 0)) <= SHARE_MOVE,
    `${move('overdue', now.overdue, before.overdue)} (as of the same day)`,
  );
  return results;
}

/** Of a gate about single documents: refused for those not let pass, else accepted with the reasons of all. */
function documentGateResult(
  gate: DocumentGate,
  faults: readonly DocumentFault[],
  nothing: string,
  heading: string,
): GateResult {
  const found = faults.filter((fault) => fault.gate === gate);
  const standing = found.filter(({ accepted }) => accepted === '');
  const said = standing.length > 0 ? standing : found;
  const reasons = new Set(said.map(({ accepted }) => accepted));
  return {
    gate,
    passed: found.length === 0,
    finding: found.length === 0 ? nothing : `${heading}: ${said.map(({ finding }) => finding).join('; ')}`,
    accepted: [...reasons].join('; '),
  };
}

/** True when every gate passed or was accepted. */
export function mayPublish(results: readonly GateResult[]): boolean {
  return results.every(({ passed, accepted }) => passed || accepted !== '');
}

/** The names that `--accept` knows. */
export const GATE_NAMES = [
  'content',
  'dated',
  'owned',
  'unsure',
  'schema',
  'documents-before',
  'actions-before',
  'council-actions',
  'council-conflicts',
  'dated-before',
  'owned-before',
  'unsure-before',
  'issues-before',
  'themes-before',
  'overdue-before',
] as const;

function atLeast(value: number | null, floor: number): boolean {
  return value === null || value >= floor;
}

function fell(now: number | null, before: number | null): boolean {
  return now !== null && before !== null && now < before - SHARE_MOVE;
}

function distance(a: Record<string, number>, b: Record<string, number>): number {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].reduce((sum, key) => sum + Math.abs((a[key] ?? 0) - (b[key] ?? 0)), 0) / 2;
}

function move(what: string, now: number | null, before: number | null): string {
  return `${percent(now)} of actions ${what}, last published ${percent(before)}`;
}

function percent(value: number | null): string {
  return value === null ? 'none' : `${(100 * value).toFixed(1)} %`;
}

function figure(value: number | null): string {
  return value === null ? 'no' : value.toFixed(2);
}
