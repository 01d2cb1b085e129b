/**
 * Which of a phrase's expressions is its answer. Several dates make a range from the first to the last; all
 * deadlines make the last deadline; a frequency beats a date beside it unless the date says when it begins.
 */
import type { Timescale } from '../model.ts';
import type { TimeExpression } from './dated.ts';
import type { Reference } from './reference.ts';
import { isFinal } from './status.ts';
import type { StatusClaim } from './status.ts';

/** The part of a timescale that is chosen, with the index of the expression that carried it. */
export type Choice = Pick<
  Timescale,
  'kind' | 'start' | 'end' | 'granularity' | 'frequency' | 'basis' | 'rule' | 'flags'
> & {
  primary: number;
};

interface Given {
  text: string;
  expressions: readonly TimeExpression[];
  claim: StatusClaim | null;
  reference: Reference | null;
}

const NOTHING: Choice = {
  kind: 'none',
  start: null,
  end: null,
  granularity: 'none',
  frequency: '',
  basis: 'stated',
  rule: '',
  flags: [],
  primary: -1,
};
/** Labels of a date that no longer counts, and of one that replaced it. */
const OLD = /\b(?:original(?:ly)?|was|previous(?:ly)?|former(?:ly)?|last|initially due)\b[^.;,\n]{0,24}$/i;
const NEW =
  /\b(?:revised|new date|new target|now|extended|moved|amended|rescheduled|actual|re-?profiled|slipped)\b/i;
/** Words that say the date is of a look back at something that goes on. */
const REVIEW = /\b(?:review(?:ed)?|next|update|updated|due|refresh|first|last)\b[^.;\n]{0,24}$/i;

const EVENTS = /^(?:held|undertaken|conducted|took place|taken place|convened|hosted|ran|met)$/i;

/** The answer for one phrase. */
export function chooseTime(given: Given): Choice {
  const dated = datedOf(given);
  const recurrence = given.expressions.find(
    ({ rule, frequency }) => frequency !== '' && rule === 'frequency',
  );
  const going = given.expressions.find(({ rule }) => rule === 'ongoing');
  // "Annual review in March" comes round; "Annual review in March 2025" is that one.
  const heading = given.expressions.find(
    ({ rule, span }) => rule === 'frequency (weak)' && given.text.slice(0, span[0]).trim() === '',
  );
  if (
    heading !== undefined &&
    dated.length > 0 &&
    dated.every(({ flags }) => flags.includes('year-inferred'))
  ) {
    return words(given, heading);
  }
  if (dated.length === 0) return undated(given, recurrence, going);
  // "TBC after the May elections": what it waits for is no date of its own.
  const open = given.expressions[0];
  const opens = open?.kind === 'tbc' && given.text.slice(0, open.span[0]).trim() === '';
  if (opens && dated.every(({ kind }) => kind === 'from')) return words(given, open);
  if (recurrence !== undefined) return recurring(given, dated, recurrence);
  if (going !== undefined && isReviewed(given, going, dated)) return words(given, going);
  return finished(given, combine(given, dated));
}

/** Dated expressions that count: stated ones before events, revised ones before the originals. */
function datedOf({ text, expressions }: Given): TimeExpression[] {
  const all = expressions.filter(
    ({ kind, sort, start, end }) => sort !== 'words' && kind !== 'none' && (start !== null || end !== null),
  );
  const stated = all.filter(({ sort }) => sort !== 'event');
  const dates = stated.length > 0 ? stated : all;
  const current = dates.filter((one, index) => {
    const label = text.slice(dates[index - 1]?.span[1] ?? 0, one.span[0]);
    return !one.flags.includes('superseded') && !OLD.test(label);
  });
  const kept = current.length > 0 ? current : dates;
  const revised = kept.filter((one) => {
    const at = dates.indexOf(one);
    const label = text.slice(dates[at - 1]?.span[1] ?? 0, one.span[0] + 8);
    return NEW.test(label) || /^\s*\((?:revised|new|amended)\b[^)\d]*\)/i.test(text.slice(one.span[1]));
  });
  return revised.length > 0 && revised.length < kept.length ? revised : kept;
}

function combine(given: Given, dated: readonly TimeExpression[]): Choice {
  const first = dated[0];
  const last = dated.at(-1);
  if (first === undefined || last === undefined) return NOTHING;
  const primary = given.expressions.indexOf(dated.length === 1 ? first : last);
  const shared = { flags: flagsOf(given, dated), basis: basisOf(dated), frequency: '', primary };
  if (dated.length === 1) {
    const { kind, start, end, granularity, rule } = first;
    return { ...shared, kind, start, end, granularity, rule };
  }
  const rule = `several (${dated.map((one) => one.rule).join('; ')})`;
  const ends = dated.map(({ end, named }) => end ?? named).filter((end) => end !== null);
  const end = ends.sort().at(-1) ?? null;
  if (dated.every(({ kind }) => kind === 'by'))
    return { ...shared, kind: 'by', start: null, end, granularity: 'range', rule };
  const start =
    dated
      .map(({ start, named }) => start ?? named)
      .filter((day) => day !== null)
      .sort()[0] ?? null;
  const open = dated.every(({ kind }) => kind === 'from') || last.kind === 'from';
  if (open) return { ...shared, kind: 'from', start, end: null, granularity: 'range', rule };
  return { ...shared, kind: 'in', start, end, granularity: 'range', rule };
}

function recurring(given: Given, dated: readonly TimeExpression[], recurrence: TimeExpression): Choice {
  const { text } = given;
  const from = dated.find(({ kind }) => kind === 'from');
  const whole = combine(given, dated);
  const frequency = recurrence.frequency;
  if (from !== undefined)
    return {
      ...whole,
      kind: 'from',
      start: from.start,
      end: null,
      frequency,
      rule: `${from.rule} > recurring`,
    };
  const one = dated[0];
  if (one === undefined) return whole;
  const between = text.slice(one.span[1], Math.max(one.span[1], recurrence.span[0]));
  const thereafter =
    one.span[1] <= recurrence.span[0] &&
    (/\b(?:then|thereafter|followed by)\b/i.test(between) ||
      /^[\s,;]*(?:and|&|then|,)\s*$/i.test(between) ||
      /^\s+(?:and\s+)?thereafter\b/i.test(text.slice(recurrence.span[1])));
  // "Annually – first report July 2025".
  const first = /\b(?:first|initial)\b[^.;]{0,20}$/i.test(text.slice(0, one.span[0]));
  const opens = first && one.kind === 'in' && recurrence.span[0] < one.span[0];
  if (thereafter || opens)
    return {
      ...whole,
      kind: 'from',
      start: one.named,
      end: null,
      frequency,
      rule: `${one.rule} > then recurring`,
    };
  if (one.kind === 'by' && /\b(?:until|till|to|up to)\b/i.test(one.text)) return { ...whole, frequency };
  // "Deliver by March 2025; review annually": the deadline stands, and something recurs after it.
  const apart =
    one.span[1] <= recurrence.span[0] &&
    /[;.]/.test(text.slice(dated.at(-1)?.span[1] ?? 0, recurrence.span[0]));
  if (apart && !dated.some(({ flags }) => flags.includes('year-inferred'))) return { ...whole, frequency };
  const throughout = /\b(?:throughout|during|over|across|for)\s+(?:the\s+)?$/i.test(
    text.slice(0, one.span[0]),
  );
  if (
    one.kind === 'in' &&
    (throughout || (/ > to > | to /.test(one.rule) && !one.flags.includes('year-inferred')))
  )
    return { ...whole, frequency };
  return { ...words(given, recurrence), frequency };
}

function undated(
  given: Given,
  recurrence: TimeExpression | undefined,
  going: TimeExpression | undefined,
): Choice {
  const { expressions, claim } = given;
  const weak = expressions.find(({ rule }) => rule === 'frequency (weak)');
  const vague = expressions.find(({ kind }) => kind === 'none');
  const tbc = expressions.find(({ kind }) => kind === 'tbc');
  if (going !== undefined)
    return { ...words(given, going), frequency: recurrence?.frequency ?? weak?.frequency ?? '' };
  if (claim?.kind === 'ongoing') return { ...NOTHING, kind: 'ongoing', rule: 'work under way' };
  if (recurrence !== undefined) return words(given, recurrence);
  if (tbc !== undefined) return words(given, tbc);
  if (claim !== null && claim.kind !== '')
    return { ...NOTHING, kind: claim.kind, rule: `status ${claim.status}` };
  if (weak !== undefined) return words(given, weak);
  return vague === undefined ? NOTHING : words(given, vague);
}

/** Where the words say that it is finished, a date with it is when; a date still to come makes it a target. */
function finished(given: Given, choice: Choice): Choice {
  const { claim, reference, text, expressions } = given;
  if (claim?.status !== 'done' || claim.kind !== 'done') return choice;
  const dated = expressions[choice.primary];
  if (dated === undefined || reference === null) return choice;
  const reported =
    /^\s*[-–—(:,]\s*$/.test(text.slice(dated.span[1], claim.start)) ||
    /^\s*\($/.test(text.slice(dated.span[1], claim.start));
  const ahead = (choice.start ?? choice.end ?? '') > reference.last;
  if ((ahead && !reported) || choice.kind === 'from') return choice;
  // Meetings and surveys have a time of their own; only what is finished or decided is done by its date.
  if (EVENTS.test(claim.words) || !(governs(text, claim, dated) || frames(text, claim))) return choice;
  // What is done is meant to lie behind the plan.
  const flags = choice.flags.filter((flag) => flag !== 'before-plan-date');
  return { ...choice, kind: 'done', rule: `${choice.rule} > done`, flags };
}

/** "Done – the board first met in July", "Due in March – now complete": the cell says of itself that it is finished. */
function frames(text: string, claim: StatusClaim): boolean {
  if (!isFinal(claim)) return false;
  const [before, after] = [text.slice(0, claim.start).trim(), text.slice(claim.end)];
  return before === ''
    ? /^\s{0,3}[-–—:(,.;]/.test(after)
    : /^[\s.)]*$/.test(after) &&
        /[-–—,;:.(]\s{0,3}(?:(?:now|all|since|is|has been|is now)\s{1,3}){0,2}$/i.test(
          text.slice(0, claim.start),
        );
}

/** "Approved by Council in February" is done then; "Held briefings in January" is a window in the past. */
function governs(text: string, claim: StatusClaim, dated: TimeExpression): boolean {
  const between =
    claim.start < dated.span[0]
      ? text.slice(claim.end, dated.span[0])
      : text.slice(dated.span[1], claim.start);
  if (/^[\s.,;:()–—-]*(?:(?:in|on|at|by|early|late)\s{0,3})?$/.test(between)) return true;
  const words = between.trim().split(/\s+/);
  if (words[0] === '' || /^[(–-]+$/.test(words[0] ?? '')) return words.length === 1;
  return (
    words.length <= 9 &&
    /^(?:by|at|in|on|to|with|from|ahead)$/i.test(words[0] ?? '') &&
    !/[.;,:]/.test(between)
  );
}

function words(given: Given, one: TimeExpression): Choice {
  return {
    ...NOTHING,
    kind: one.kind,
    frequency: one.frequency,
    rule: one.rule,
    flags: [...one.flags],
    primary: given.expressions.indexOf(one),
  };
}

function isReviewed({ text }: Given, going: TimeExpression, dated: readonly TimeExpression[]): boolean {
  const first = dated[0];
  return (
    first !== undefined &&
    going.span[1] <= first.span[0] &&
    REVIEW.test(text.slice(going.span[1], first.span[0]))
  );
}

function flagsOf(given: Given, dated: readonly TimeExpression[]): string[] {
  const flags = dated.flatMap((one) => one.flags);
  if (given.expressions.some(({ kind }) => kind === 'tbc')) flags.push('to-be-confirmed');
  if (dated.length > 1) flags.push('several-times');
  return [...new Set(flags)];
}

function basisOf(dated: readonly TimeExpression[]): Timescale['basis'] {
  if (dated.some(({ basis }) => basis === 'legend')) return 'legend';
  return dated.some(({ basis }) => basis === 'inferred') ? 'inferred' : 'stated';
}
