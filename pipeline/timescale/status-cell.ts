/** The status that a cell of status or progress states: its words, its mark, what it reports as done or going on. */
import type { RoleCell, Status } from '../model.ts';
import { tellsFinish } from './columns.ts';
import { newestUpdate } from './dated-updates.ts';
import type { TimeExpression } from './dated.ts';
import { claimsOf, findExpressions } from './parse-timescale.ts';
import {
  activityOf,
  countOf,
  doingOf,
  isFirstOf,
  isPartOfMore,
  isUnsaid,
  statusOfNote,
} from './progress-notes.ts';
import { referenceOf } from './reference.ts';
import type { TimeContext } from './reference.ts';
import { mendText } from './spelling.ts';
import { decide, isFinal } from './status.ts';
import type { StatusClaim } from './status.ts';
import { statusOfMark } from './status-key.ts';

/** Headers of what was there already. */
const SITUATION =
  /\b(?:where (?:are we|we are)(?: now| today| currently|$)|(?:current|present) (?:position|situation|state)|baseline|context|background)/i;

/** "Timescale and current position" says how far the action has got. */
const WHEN = /\b(?:when|time ?scales?|dates?|deadlines?|due)\b/i;

/** The header of a column of work done, standing for its status. */
const WORK_DONE =
  /^(?:what )?(?:(?:have )?(?:we|the council) )?(?:have |has )?(?:did|been done|done|achieved)\b[^.]{0,30}$/i;

/** What is finished and has become everyday work. */
const SETTLED =
  /^\s*(?:action )?(?:complete|completed|done|closed|delivered|implemented|finished|achieved)\b[^A-Za-z]{1,4}(?:(?:and|now|has|become|part|of|moved|transferred|embedded|in|into|to|as|is) ){0,6}(?:bau\b|business[ -]as[ -]usual)/i;

/** "We have already moved …", "The council has since widened …": a deed of the past by its form. */
export const DONE_ALREADY =
  /^\s*(?:(?!to\b|will\b|that\b|which\b|who\b|what\b|how\b|where\b|once\b|when\b|if\b)[\p{L}’'&-]+\s){1,5}?(?:have|has)\s(?:now |already |since |also |recently |successfully |jointly )*(?!been\b|begun\b|started\b|commenced\b|agreed to\b|committed\b|plan|need)(?:\w{2,}(?<!e)ed|taken|made|held|given|brought|met|built|run|set|put|written|drawn|sent|begun|led|found|done)\b/iu;

/** "Two schemes are paused. Work is ongoing on others": a sentence that states more than what is held. */
const GOES_ON =
  /^[^.;]*[.;]\s(?:[a-z]{1,12}\s){0,3}(?:work|talks|discussions|preparations?|efforts)\s(?:is|are|remains?)\s(?:still |now )?ongoing\b/i;

/** The status that a cell of status or progress states for an action, and its words; null where it states none. */
export function statusOfCell(
  stated: RoleCell,
  action: string,
  context: TimeContext,
): { status: Status; statusText: string } | null {
  const cell = { ...stated, text: mendText(newestUpdate(stated.text)) };
  if (isUnsaid(cell.text)) return { status: 'unknown', statusText: cell.text };
  const key = context.statusKey ?? {};
  if (cell.header === '' && WORK_DONE.test(cell.text.trim()))
    return { status: 'done', statusText: cell.text };
  if (tellsFinish(cell, context)) return { status: 'done', statusText: cell.text };
  const mark = statusOfMark(cell.text, key);
  if (mark !== null) return { status: mark, statusText: cell.text.trim() };
  const expressions = findExpressions(cell.text, context);
  // "Complete – now business as usual": what goes on is no longer the action.
  const settled = SETTLED.test(cell.text);
  const ongoing = expressions.find(({ rule }) => rule === 'ongoing' && !settled);
  const last = referenceOf(context.planDate)?.last ?? '9999';
  const claims = claimsOf(cell.text, expressions, cell.text.length > 80 ? 'prose' : 'cell');
  const due = stretchDue(claims, expressions, last);
  if (due !== null) {
    const text = `${cell.text.slice(0, due[0])}${cell.text.slice(due[1])}`;
    return /[A-Za-z]/.test(text) ? statusOfCell({ ...stated, text }, action, context) : null;
  }
  const claim = decide(claims, ongoing !== undefined);
  // What a column of the present state reports was there before the action.
  const situation = SITUATION.test(cell.header) && !WHEN.test(cell.header);
  if (
    situation &&
    !(claim?.status === 'under_way' || (claim !== null && isFinal(claim) && claim.start === 0))
  )
    return null;
  // "Has been drafted and will go to committee": a step is done, and more is to come.
  const whole =
    claim !== null && isFinal(claim) && /(?:^|[.;:,(–—\n-])$/.test(cell.text.slice(0, claim.start).trimEnd());
  const more =
    claim?.status === 'done' &&
    (isPartOfMore(cell.text) ||
      (!whole && isFirstOf(cell.text.slice(0, claim.start), action)) ||
      (!whole && /\b(?:will|shall)\b/i.test(cell.text.slice(claim.end))));
  if (claim?.status === 'unknown' && GOES_ON.test(cell.text.slice(claim.end)))
    return { status: 'under_way', statusText: claim.words };
  if (claim !== null) return { status: more ? 'under_way' : claim.status, statusText: claim.words };
  if (ongoing !== undefined && cell.text.length < 200)
    return { status: 'under_way', statusText: ongoing.text };
  if (expressions.some(({ kind }) => kind === 'tbc')) return { status: 'unknown', statusText: cell.text };
  const note = cell.text.length < 400 ? statusOfNote(cell.text) : null;
  // "Brief sent; revised date January": what is still to come is not done.
  const ahead = expressions.some(({ sort, start, end }) => sort !== 'words' && (end ?? start ?? '') > last);
  if (note !== null) {
    const partial = note.status === 'done' && (ahead || isPartOfMore(cell.text));
    return { status: partial ? 'under_way' : note.status, statusText: note.words };
  }
  const deed = situation ? null : DONE_ALREADY.exec(cell.text);
  if (deed !== null && cell.text.length < 400) {
    const rest = cell.text.slice(deed[0].length);
    const partly = isPartOfMore(cell.text) || /\b(?:will|shall|to be|yet|but)\b/i.test(rest);
    return { status: partly ? 'under_way' : 'done', statusText: deed[0].trim() };
  }
  const doing = situation ? null : doingOf(cell.text);
  if (doing !== null) return { status: 'under_way', statusText: doing };
  const activity =
    cell.role === 'progress' && !situation ? (activityOf(cell.text) ?? countOf(cell.text)) : null;
  return activity === null ? null : { status: 'under_way', statusText: activity };
}

/** Where "In post by March" stands, a March to come: what is to be, not what is. */
function stretchDue(
  claims: readonly StatusClaim[],
  expressions: readonly TimeExpression[],
  last: string,
): [number, number] | null {
  for (const claim of claims) {
    const by = expressions.find(
      ({ kind, span, end }) =>
        kind === 'by' && span[0] >= claim.end && span[0] <= claim.end + 2 && (end ?? '') > last,
    );
    if (claim.status === 'done' && by !== undefined) return [claim.start, by.span[1]];
  }
  return null;
}
