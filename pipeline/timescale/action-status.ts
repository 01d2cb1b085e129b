/** An action's status: its status cell, what its time cell says is done, its own words, then what the time implies. */
import type { RoleCell, SplitAction, Status, Timescale } from '../model.ts';
import type { CellTime } from './cells.ts';
import { claimsOf, findExpressions } from './parse-timescale.ts';
import { doingOf, isPartOfMore, statusOfNote } from './progress-notes.ts';
import { reportsPast } from './own-past.ts';
import type { OwnTimes } from './prose.ts';
import { referenceOf } from './reference.ts';
import type { Reference, TimeContext } from './reference.ts';
import { decide } from './status.ts';
import type { StatusClaim } from './status.ts';
import { DONE_ALREADY, statusOfCell } from './status-cell.ts';
import { statusInKey } from './status-key.ts';
import type { StatusKey } from './status-key.ts';
import { isPastBefore } from './tense.ts';

/** Headers of what is still to come. */
const AHEAD = /\b(?:next|future|remaining|outstanding|planned)\b/i;
/** "Cabinet report March 2023 refers": a record that exists already. */
const RECORD =
  /\b(?:reports?|minutes?|papers?|decisions?|resolutions?|briefings?|notes?)\b[^A-Za-z]{0,3}(?:(?:of|in|from|dated)\s)?$/i;
const REFERS = /^[\s,)]{0,3}(?:refers?|sets? out|confirms?|records?|shows?|explains?|covers?|gives?)\b/i;

/** "Completed in May": of the action as a whole, not of one round of it. */
const WHOLE_DONE =
  /^\W*(?:now |all |fully )*(?:complete|completed|done|closed|delivered|implemented|finished|achieved)\b/i;

/** What is known of an action when its status is asked for. */
export interface Known {
  action: SplitAction;
  timescale: Timescale;
  own: OwnTimes;
  /** True when the time was taken from the action's own words. */
  written: boolean;
  cell: CellTime | null;
  context: TimeContext;
}

/** The status, and the words it was read from. */
export function statusOfAction(known: Known): { status: Status; statusText: string } {
  const { action, cell } = known;
  for (const role of ['status', 'progress'] as const) {
    for (const stated of newestFirst(action.cells.filter((one) => one.role === role))) {
      const found = statusOfCell(stated, action.text, known.context);
      // "Spring edition delivered" of what comes out every quarter, or is ongoing: it goes on.
      const recurs = known.timescale.kind === 'ongoing';
      if (found?.status === 'done' && recurs && role === 'progress' && !WHOLE_DONE.test(stated.text))
        return { ...found, status: 'under_way' };
      // "Advisers started in April" beside "Complete" in the column of times: it is complete.
      const settled = cell !== null && cell.timescale.kind === 'done' && WHOLE_DONE.test(cell.timescale.text);
      if (found?.status === 'under_way' && settled && role === 'progress')
        return { status: 'done', statusText: cell.timescale.text };
      if (found !== null) return found;
    }
  }
  // "Next steps: work has started with four parishes" says how things stand as well.
  for (const cell of action.cells.filter(({ role, header }) => role === 'progress' && AHEAD.test(header))) {
    const claim = decide(claimsOf(cell.text, findExpressions(cell.text, known.context), 'cell'), false);
    if (claim?.status === 'under_way' && /start|begun|began|under|progress|ongoing/i.test(claim.words))
      return { status: 'under_way', statusText: claim.words };
    const note = statusOfNote(cell.text);
    const doing = doingOf(cell.text) ?? (note && isPartOfMore(cell.text) ? note.words : null);
    if (doing !== null || note?.status === 'under_way')
      return { status: 'under_way', statusText: doing ?? note?.words ?? '' };
  }
  // A column of words says more than one of percentages beside it.
  for (const stated of action.cells.filter(({ role }) => role === 'status' || role === 'progress')) {
    const share = /^\s*(?<share>\d{1,3})\s?%/.exec(stated.text)?.groups?.['share'];
    if (share === undefined) continue;
    const begun = Number(share) >= 100 ? 'done' : 'under_way';
    return { status: Number(share) === 0 ? 'not_started' : begun, statusText: `${share}%` };
  }
  // Words in a column of progress say more than the colour of an empty cell.
  for (const { role, text, fill } of action.cells) {
    if (role !== 'status' || text.trim() !== '' || fill === undefined) continue;
    const found = statusOfFill(fill, known.context.statusKey ?? {});
    if (found !== null) return found;
  }
  const told = cell?.timescale.status ?? '';
  if (told === 'done' && !(known.written && known.timescale.kind !== 'done'))
    return { status: 'done', statusText: cell?.timescale.statusText ?? '' };
  if (known.written && known.timescale.kind === 'tbc')
    return { status: 'unknown', statusText: known.timescale.text };
  const own = ownClaim(known);
  if (own !== null) return own;
  if (told !== '' && told !== 'unknown' && !known.written)
    return { status: told, statusText: cell?.timescale.statusText ?? '' };
  return { status: implied(known), statusText: '' };
}

/** Of several updates ("Update May 2024", "Update January 2025") the newest; a column of next steps reports nothing. */
function newestFirst(cells: readonly RoleCell[]): RoleCell[] {
  const reports = cells.filter(
    ({ header }) => !AHEAD.test(header) || /\bprogress|\bupdate|\bstatus/i.test(header),
  );
  const dayOf = ({ header }: RoleCell): string => {
    const found = findExpressions(header, {}).find(({ end }) => end !== null);
    return found?.end ?? '';
  };
  return reports.length < 2 ? reports : reports.toSorted((a, b) => dayOf(b).localeCompare(dayOf(a)));
}

/** Red, amber and green fills are work going on; grey is not begun. Other colours say nothing without a key. */
function statusOfFill(fill: string, key: StatusKey): { status: Status; statusText: string } | null {
  const name = colourOf(fill);
  if (name === null) return null;
  const usual = name === 'blue' ? null : name === 'grey' ? 'not_started' : 'under_way';
  const status = statusInKey(name, key) ?? usual;
  return status === null ? null : { status, statusText: `${name} fill` };
}

function colourOf(fill: string): 'red' | 'amber' | 'green' | 'blue' | 'grey' | null {
  const channel = (at: number): number => Number.parseInt(fill.slice(at, at + 2), 16);
  const [red, green, blue] = [channel(1), channel(3), channel(5)];
  if ([red, green, blue].some((value) => Number.isNaN(value))) return null;
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  if (high - low < 24) return high < 225 && high > 60 ? 'grey' : null;
  if (blue === high && blue - Math.min(red, green) > 40 && blue > green) return 'blue';
  if (red !== high) return 'green';
  return green > red * 0.6 ? 'amber' : 'red';
}

function ownClaim({
  action,
  own,
  context,
  timescale,
  written,
}: Known): { status: Status; statusText: string } | null {
  const reference = referenceOf(context.planDate);
  const claims = claimsOf(action.text, own.own, 'prose').filter(
    ({ start, end }) =>
      !TO_BE.test(action.text.slice(0, start)) && !OF_OTHERS.test(sentenceTo(action.text, end)),
  );
  const goingOn = GOING_ON.exec(action.text);
  if (goingOn !== null && !claims.some(({ status }) => status === 'done'))
    return { status: 'under_way', statusText: goingOn[0] };
  const claim: StatusClaim | null = decide(claims, false);
  if (claim === null) {
    const done = DONE_ALREADY.exec(action.text);
    if (done !== null) {
      const more = /\b(?:will|shall|to be)\b(?! not\b)/i.test(action.text.slice(done[0].length));
      return { status: more ? 'under_way' : 'done', statusText: done[0] };
    }
    const doing = AT_WORK.test(action.text)
      ? (doingOf(action.text) ?? PART_WAY.exec(action.text)?.[0])
      : null;
    if (doing) return { status: 'under_way', statusText: doing };
    const past = written && reference !== null && (timescale.end ?? '9999') < reference.first;
    return past && isReported(action.text, own, timescale) ? { status: 'done', statusText: '' } : null;
  }
  // What has been set up or booked for a time still to come is under way.
  const ahead = own.own.some(({ end, start }) => reference !== null && (end ?? start ?? '') > reference.last);
  const begun = claims[0]?.status === 'done' && claim.status === 'not_started';
  const status = (claim.status === 'done' && ahead) || begun ? 'under_way' : claim.status;
  return { status, statusText: claim.words };
}

/** The words of a sentence up to a place in it. */
function sentenceTo(text: string, end: number): string {
  const words = text.slice(Math.max(0, end - 160), end);
  return words.split(/[.;]\s/).at(-1) ?? '';
}

/** "Bring reserves back on target": said of what is to be, as the words before the claim show. */
const TO_BE = /\b(?:back|remain|remains|stay|keep) $/i;
/** "A list of the many projects under way", claim included: said of something else than the action. */
const OF_OTHERS =
  /\b(?:number|overview|list|range|register|pipeline) of\b(?!.*\b(?:is|are|was|were|has|have|now|work)\b)[^,;:(–—]*\p{L}{4}s (?:under ?way|in progress)$/iu;
/** "Complete the review that is under way": what is to be finished has begun. */
const GOING_ON =
  /^\s*(?:complete|finish|conclude|finali[sz]e|continue)\b(?:(?!\b(?:all|many|various)\b)[^.;]){3,120}?\b(?:that|which) is (?:currently |now |already )?(?:under ?way|in progress|ongoing)\b/i;
/** "We are reviewing all fees": the sentence itself says that the work has begun. */
const AT_WORK = /^\s*(?:we|officers|the (?:[a-z]+ ){0,2}(?:council|team|service)) (?:are|is)\s/i;
const PART_WAY = /^\s*we are (?:part|half|well)[ -]?(?:way )?(?:through|into)\b/i;

/** A deadline that has passed is late, not met: only words in the past tense say that a thing has happened. */
function isReported(text: string, { own }: OwnTimes, { kind }: Timescale): boolean {
  if (kind === 'by') return false;
  return (
    reportsPast(text) ||
    own.some(({ span }) => {
      const [before, after] = [text.slice(0, span[0]), text.slice(span[1])];
      const tells =
        /^\W*(?:(?:in|on|during|over)\W+)?(?:the\W+)?$/i.test(before) &&
        reportsPast(after.replace(/^\W+/, ''));
      return tells || isPastBefore(before, after) || (RECORD.test(before) && REFERS.test(after));
    })
  );
}

/** "Continue to brief the group leaders", "Our monthly meetings will continue": it goes on already. */
const CONTINUES = /^\s*(?:we (?:will|shall) )?continue\b|\bwill continue\b(?! until)/i;

function implied({ action, timescale, context, own }: Known): Status {
  if (timescale.kind !== 'tbc' && CONTINUES.test(action.text)) return 'under_way';
  const reference = referenceOf(context.planDate);
  switch (timescale.kind) {
    case 'done':
      return 'done';
    case 'tbc':
      return 'unknown';
    case 'ongoing':
      return timescale.frequency !== '' && own.going === null ? 'not_started' : 'under_way';
    case 'from':
      return hasBegun(timescale, reference) ? 'under_way' : 'not_started';
    default:
      return 'not_started';
  }
}

/** "From June" in a plan of 11 June may be later that month; "from 3 June" lies behind it. */
function hasBegun({ start, granularity }: Timescale, reference: Reference | null): boolean {
  if (reference === null || start === null) return false;
  const length = granularity === 'month' ? 'yyyy-mm'.length : start.length;
  return start.slice(0, length) < reference.first.slice(0, length);
}
