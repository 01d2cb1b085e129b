/**
 * Two periods with a joint between them are one: "April–Sept 2024", "Oct/Nov", "between May and July",
 * "July, September and November 2024". A year that only one of them has is the other's too.
 */
import type { Mention, Scan } from '../mention.ts';
import { asCyclic, daysIn, fixed, isYearless, rangeOf } from '../period.ts';
import type { CyclicPeriod, Period } from '../period.ts';

const JOINT =
  /^\s*(?<joint>to|until|till|through|thru|up to|and|or|&|\/|-|–|—|−|,|;|and then|through to|to the|into)\s*(?:in\s+|the\s+|on\s+)?$/i;

/** Merges neighbours, from left to right. */
export function mergeRanges(mentions: Mention[], scan: Scan): Mention[] {
  const merged: Mention[] = [];
  for (const [index, mention] of mentions.entries()) {
    const previous = merged.at(-1);
    const joint = previous && JOINT.exec(scan.text.slice(previous.end, mention.start))?.groups?.['joint'];
    const one =
      previous &&
      joint &&
      !opensLabel(mention, mentions[index + 1], scan) &&
      joinable(previous, mention, joint, mentions.slice(index + 1), scan);
    const moved = previous !== undefined && isMoved(previous, mention, scan);
    if (moved) merged[merged.length - 1] = { ...previous, flags: [...previous.flags, 'superseded'] };
    if (one && !moved) merged[merged.length - 1] = one;
    else merged.push(mention);
  }
  return merged;
}

/** "Slipped from June to September", "31 December → 31 March": the first date no longer counts. */
function isMoved(left: Mention, right: Mention, scan: Scan): boolean {
  const before = scan.text.slice(Math.max(0, left.start - 30), left.start);
  const between = scan.text.slice(left.end, right.start);
  return /(?:slipped|moved|delayed|changed|deferred|extended|revised|pushed back|rescheduled)\s{1,3}from\s{1,3}$/i.test(
    before,
  )
    ? /^\s*(?:to|until)\s/i.test(between)
    : /^\s*(?:→|->|=>|>)\s*$/.test(between);
}

/** "March 2024 - Cabinet" is followed by words; nothing to merge there. Only a date right after counts. */
function opensLabel(mention: Mention, next: Mention | undefined, scan: Scan): boolean {
  return next !== undefined && /^\s*:/.test(scan.text.slice(mention.end, next.start));
}

function joinable(left: Mention, right: Mention, joint: string, rest: Mention[], scan: Scan): Mention | null {
  const word = joint.toLowerCase();
  const listed = word === ',' || word === ';';
  // "Short term – June 2024" spells the term out.
  if ((left.sort === 'term') !== (right.sort === 'term') && !/^(?:to|until|and)$/.test(word)) return null;
  if (left.sort === 'event' || right.sort === 'event') return null;
  // A comma or semicolon joins only a list whose years come at its end.
  if (listed && !(isYearless(left.period) && (isYearless(right.period) ? endsList(right, rest, scan) : true)))
    return null;
  const period = span(left.period, right.period);
  if (period === null) return null;
  const closed = /^(?:to|until|till|through|thru|-|–|—|−|up to|through to|to the)$/.test(word);
  return {
    ...left,
    end: right.end,
    period,
    part: right.part,
    joined: closed ? 'to' : 'and',
    sort: left.sort === 'term' ? 'term' : left.sort === right.sort ? left.sort : 'date',
    rules: [...left.rules, closed ? 'to' : 'and', ...right.rules],
    flags: [...new Set([...left.flags, ...right.flags])],
  };
}

function endsList(right: Mention, rest: Mention[], scan: Scan): boolean {
  const next = rest[0];
  return next !== undefined && JOINT.test(scan.text.slice(right.end, next.start));
}

function span(left: Period, right: Period): Period | null {
  if (left.type === 'fixed' || right.type === 'fixed') return spanFixed(left, right);
  if (isYearless(left) && isYearless(right)) {
    const back = before(right.from, left.from) ? 1 : 0;
    return { ...left, to: right.to, span: right.span + back, granularity: 'range' };
  }
  const filled = fill(left, right);
  if (filled === null) return null;
  const start = daysIn(filled[0], filled[0].year ?? 0).start;
  const end = daysIn(filled[1], filled[1].year ?? 0).end;
  return start <= end ? fixed(start, end, 'range') : null;
}

function spanFixed(left: Period, right: Period): Period | null {
  const from = rangeOf(left);
  const to = rangeOf(right);
  const leftOpen = isYearless(left);
  const rightOpen = isYearless(right);
  if (leftOpen || rightOpen) {
    const first = asCyclic(left);
    const last = asCyclic(right);
    return first === null || last === null ? null : span(first, last);
  }
  if (from.start === null) return to.end === null || from.end === null ? null : fixed(null, to.end, 'term');
  if (to.end !== null && from.start > to.end) return null;
  if (to.start === null && to.end === null) return null;
  return fixed(from.start, to.end, right.granularity === 'term' ? 'term' : 'range');
}

/** The year from the right where the left has none, and the other way round. */
function fill(left: CyclicPeriod, right: CyclicPeriod): [CyclicPeriod, CyclicPeriod] | null {
  if (left.year === null && right.year !== null) {
    const end = daysIn(right, right.year).end;
    for (let year = right.year + right.span; year > right.year - 2; year -= 1) {
      const candidate = { ...left, year };
      if (daysIn(candidate, year).start <= end && !(year === right.year + 1 && right.span === 0))
        return [candidate, right];
    }
    return null;
  }
  if (right.year === null && left.year !== null) {
    const start = daysIn(left, left.year).start;
    for (let year = left.year; year < left.year + 3; year += 1) {
      if (daysIn(right, year).end >= start) return [left, { ...right, year }];
    }
  }
  return [left, right];
}

function before(a: { month: number; day: number }, b: { month: number; day: number }): boolean {
  return a.month < b.month || (a.month === b.month && a.day < b.day);
}
