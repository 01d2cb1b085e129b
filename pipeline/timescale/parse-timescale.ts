/**
 * One phrase or cell to a timescale: every expression in it, and one answer chosen from them by the conventions.
 * Dates come from the engine; frequency, "ongoing", "to be confirmed" and progress are read beside them.
 */
import type { IsoDate, Status, Timescale, TimescaleKind } from '../model.ts';
import { cleanText } from './clean.ts';
import type { CleanText } from './clean.ts';
import { expressionOf } from './dated.ts';
import type { TimeExpression } from './dated.ts';
import { findMentions } from './engine.ts';
import { toEdtf } from './edtf.ts';
import { referenceOf } from './reference.ts';
import type { EventDates, Legend, Reference, TimeContext } from './reference.ts';
import { decide, findClaims } from './status.ts';
import type { ClaimMode, StatusClaim } from './status.ts';
import { chooseTime } from './choice.ts';
import { findUndated } from './undated.ts';

/** A timescale with everything it was chosen from. */
export interface ParsedTimescale extends Timescale {
  /** All dated and undated expressions, in order of place. */
  expressions: TimeExpression[];
  /** Index of the expression that carried the answer; -1 for none. */
  primary: number;
  /** What the words say of progress; empty when they say nothing. */
  status: Status | '';
  /** The words the status was read from. */
  statusText: string;
}

const NO_LEGEND: Legend = {};
const NO_EVENTS: EventDates = {};
/** Longer texts are read in pieces of about this size, which keeps the cost linear. */
const PIECE = 600;

/**
 * What a phrase or cell says of time, read against the plan date, by the rules of the conventions. Reads one
 * cell's words, not a page: every date in them counts. Never throws; the same text gives the same answer.
 */
export function parseTimescale(raw: string, context: TimeContext): ParsedTimescale {
  const { text, spanOf, found } = readExpressions(raw, context);
  const reference = referenceOf(context.planDate);
  const going = found.find(({ rule }) => rule === 'ongoing');
  const claims = aheadOf(text, claimsOf(text, found, 'cell'), found, reference);
  const claim = decide(claims, going !== undefined);
  const choice = chooseTime({ text, expressions: found, claim, reference });
  const dated = choice.start !== null || choice.end !== null;
  return {
    text: raw.trim(),
    ...choice,
    edtf: toEdtf(choice.start, choice.end),
    anchor: dated && reference !== null ? anchorOf(choice.flags, choice.basis, reference) : null,
    expressions: found.map((one) => placedIn(raw, one, spanOf)),
    status: statusOf(choice.kind, claim, going, /ongoing|continu/.test(choice.rule)),
    statusText: claim?.words ?? going?.text ?? '',
  };
}

/** Every time expression of a text, dated or not, in order of place. Texts of any length. */
export function findExpressions(raw: string, context: TimeContext): TimeExpression[] {
  const { found, spanOf } = readExpressions(raw, context);
  return found.map((one) => placedIn(raw, one, spanOf));
}

function placedIn(raw: string, one: TimeExpression, spanOf: CleanText['spanOf']): TimeExpression {
  const span = spanOf(...one.span);
  return { ...one, span, text: raw.slice(...span) };
}

/** A cleaned text with the expressions in it, which are placed by the cleaned text. */
interface ReadText extends CleanText {
  found: readonly TimeExpression[];
}

/** What was read against a context, by the text as it came: a plan's rows say the same few times over and over. */
const remembered = new WeakMap<TimeContext, Map<string, ReadText>>();
const REMEMBERED_TEXTS = 2_000;

function readExpressions(raw: string, context: TimeContext): ReadText {
  const known = remembered.get(context) ?? new Map<string, ReadText>();
  let read = known.get(raw);
  if (read === undefined) {
    const clean = cleanText(raw);
    read = { ...clean, found: readAnew(clean.text, context) };
    if (known.size >= REMEMBERED_TEXTS) known.clear();
    known.set(raw, read);
    remembered.set(context, known);
  }
  return read;
}

function readAnew(text: string, context: TimeContext): TimeExpression[] {
  const reference = referenceOf(context.planDate);
  const ground = {
    reference,
    legend: context.legend ?? NO_LEGEND,
    events: context.events ?? NO_EVENTS,
    financialYear: context.financialYear ?? false,
    past: context.tense === 'past',
  };
  const expressions: TimeExpression[] = [];
  for (const [offset, piece] of piecesOf(text)) {
    const found = findMentions(piece, ground).map((mention) => expressionOf(mention, piece, reference));
    const words = findUndated(piece, within(found));
    // "Every August" and "May each year" recur; the month in them is no date.
    const dated = found.filter(
      ({ span }) =>
        !words.some((one) => one.sort === 'frequency' && one.start <= span[0] && one.end >= span[1]),
    );
    const undated = words
      .filter((one) => dated.every(({ span }) => one.end <= span[0] || one.start >= span[1]))
      .map((one): TimeExpression => ({
        text: piece.slice(one.start, one.end),
        span: [one.start, one.end],
        kind: one.sort === 'tbc' ? 'tbc' : one.sort === 'vague' ? 'none' : 'ongoing',
        start: null,
        end: null,
        named: null,
        granularity: 'none',
        frequency: one.frequency,
        basis: 'stated',
        rule: one.sort === 'frequency' && one.weak ? 'frequency (weak)' : one.sort,
        flags: [],
        sort: 'words',
      }));
    for (const one of [...dated, ...undated].sort((a, b) => a.span[0] - b.span[0])) {
      expressions.push({ ...one, span: [one.span[0] + offset, one.span[1] + offset] });
    }
  }
  return expressions;
}

/** What a text claims of progress; in prose a participle alone claims nothing. */
export function claimsOf(
  text: string,
  expressions: readonly TimeExpression[],
  mode: ClaimMode,
): StatusClaim[] {
  return findClaims(text, within(expressions), mode);
}

/** Whether an index lies inside a dated expression. */
function within(expressions: readonly TimeExpression[]): (index: number) => boolean {
  const spans = expressions.filter(({ sort }) => sort !== 'words').map(({ span }) => span);
  return (index) => spans.some(([start, end]) => index >= start && index < end);
}

function anchorOf(flags: readonly string[], basis: Timescale['basis'], reference: Reference): IsoDate | null {
  if (flags.includes('event-of-plan')) return null;
  return basis === 'inferred' || flags.includes('year-inferred') ? reference.date : null;
}

function statusOf(
  kind: TimescaleKind,
  claim: StatusClaim | null,
  going: TimeExpression | undefined,
  goesOn: boolean,
): Status | '' {
  if (kind === 'done') return 'done';
  if (kind === 'tbc') return 'unknown';
  if (kind === 'ongoing' && claim?.status === 'done') return 'under_way';
  if (kind === 'from' && claim?.status === 'done' && goesOn) return 'under_way';
  if (claim !== null && !(claim.status === 'not_started' && going !== undefined)) return claim.status;
  return going === undefined ? '' : 'under_way';
}

/** "Completed by March 2025", said in 2024, is a target: nothing is done yet. */
function aheadOf(
  text: string,
  claims: readonly StatusClaim[],
  expressions: readonly TimeExpression[],
  reference: Reference | null,
): StatusClaim[] {
  if (reference === null) return [...claims];
  return claims.map((claim) => {
    if (claim.status !== 'done') return claim;
    const next = expressions.find(({ sort, span }) => sort !== 'words' && span[1] > claim.start);
    const day = next === undefined ? null : (next.start ?? next.end);
    if (next === undefined || day === null || day <= reference.last || next.span[0] - claim.end >= 40)
      return claim;
    // "Phase 1 complete. Phase 2 by March": something is done, and more is to come.
    const between = text.slice(claim.end, next.span[0]);
    const apart = /[.;\n]/.test(between);
    // "In place, next review June": it stands, and will be looked at again.
    if (
      /^\s*[,;.:(–—-].*\b(?:next|review(?:ed)?|refresh(?:ed)?|revisit(?:ed)?|again|update)\b/is.test(between)
    )
      return claim;
    return apart
      ? { ...claim, status: 'under_way', kind: '' }
      : { ...claim, status: 'not_started', kind: 'none' };
  });
}

/** Pieces of a long text with their offsets, cut at line ends, sentence ends or white space. */
function* piecesOf(text: string): Generator<[number, string]> {
  let start = 0;
  while (text.length - start > PIECE) {
    const window = text.slice(start, start + PIECE);
    const cut = Math.max(window.lastIndexOf('\n'), window.lastIndexOf('. ')) + 1;
    const length = cut > PIECE / 3 ? cut : Math.max(window.lastIndexOf(' ') + 1, 0) || PIECE;
    yield [start, text.slice(start, start + length)];
    start += length;
  }
  yield [start, text.slice(start)];
}
