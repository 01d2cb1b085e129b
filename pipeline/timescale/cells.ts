/**
 * The time cells of a row, shared out over the row's actions: by position where the counts agree, by label where
 * the times are labelled ("Working group – March, final report – October"), else whole to each.
 */
import type { RoleCell, SplitAction } from '../model.ts';
import { letterOf, markedPart, timesByLetter } from './lettered.ts';
import { bestLabel, labelOf } from './time-labels.ts';
import { claimsOf, findExpressions, parseTimescale } from './parse-timescale.ts';
import type { ParsedTimescale } from './parse-timescale.ts';
import type { TimeContext } from './reference.ts';
import { sentencesAbout } from './told-of.ts';

/** What a row's cells say of one of its actions. */
export interface CellTime {
  timescale: ParsedTimescale;
  /** True when it was picked out for this action, by label, position or because the row has no other. */
  specific: boolean;
  /** True when it comes from a merged cell above or the recommendation. */
  inherited: boolean;
  /** True when the row's times could not be matched to its actions one by one. */
  disagrees: boolean;
}

/** One cell's times for the actions of its row, in the same order; `own` marks actions with times of their own. */
export function shareCell(
  cell: RoleCell,
  actions: readonly SplitAction[],
  own: readonly boolean[],
  context: TimeContext,
): CellTime[] {
  const whole = parseTimescale(cell.text, context);
  const same = (specific: boolean, disagrees = false): CellTime[] =>
    actions.map(() => ({ timescale: whole, specific, inherited: cell.inherited, disagrees }));
  if (actions.length === 1) return same(true);
  const byLetter = timesByLetter(cell.text);
  const marked = actions.map(({ marker }) => byLetter.get(letterOf(marker)));
  if (marked.filter((time) => time !== undefined).length > 1) {
    return marked.map((time) => ({
      timescale: time === undefined ? whole : parseTimescale(time, context),
      specific: time !== undefined,
      inherited: cell.inherited,
      disagrees: false,
    }));
  }
  const parts = partsOfCell(cell, context, actions.length);
  const told = actions.map((_, index) => timeTold(cell, actions, index, context));
  if (told.some((time) => time !== null)) {
    return told.map((time) => ({
      timescale: time ?? whole,
      specific: time !== null,
      inherited: cell.inherited,
      disagrees: false,
    }));
  }
  if (parts.length < 2 || isRevision(parts) || whole.flags.includes('superseded')) return same(false);
  const times = parts.map((part) => parseTimescale(part, context));
  const give = (index: number, specific: boolean, disagrees = false): CellTime => ({
    timescale: times[index] ?? whole,
    specific,
    inherited: cell.inherited,
    disagrees,
  });
  const labels = parts.map((part) => labelOf(part, context));
  if (labels.filter((label) => label.some(({ size }) => size > 0)).length >= Math.ceil(parts.length / 2)) {
    const picked = actions.map(({ text }, index) => bestLabel(text, labels, index));
    if (picked.some((index) => index >= 0)) {
      return picked.map((index) =>
        index < 0 ? { ...give(-1, false), timescale: whole } : give(index, true),
      );
    }
  }
  if (parts.length === actions.length) return actions.map((_, index) => give(index, true));
  const waiting = actions.map((_, index) => index).filter((index) => own[index] !== true);
  if (parts.length === waiting.length) {
    return actions.map((_, index) =>
      waiting.includes(index) ? give(waiting.indexOf(index), true) : give(-1, false),
    );
  }
  if (!isParallel(cell, parts)) return same(false);
  if (parts.length > actions.length) return same(false, true);
  // Fewer times than actions, in order: each time covers the actions beside it.
  const count = Math.max(1, waiting.length);
  return actions.map((_, index) => {
    const place = waiting.filter((other) => other < index).length;
    return give(Math.min(parts.length - 1, Math.floor((place * parts.length) / count)), false, true);
  });
}

/** "Original: May" and "Revised: July": one time that moved, not one for each action. */
function isRevision([first = '', second = '', ...more]: readonly string[]): boolean {
  return (
    more.length === 0 &&
    /^\W*(?:original|initial|previous|first)(?:ly)?\b/i.test(first) &&
    /^\W*(?:revised|new|now|amended|extended|current)\b/i.test(second)
  );
}

/** "Scheme of delegation to Council in March; values launch in spring": the time of the part that tells of one action. */
function timeTold(
  cell: RoleCell,
  actions: readonly SplitAction[],
  index: number,
  context: TimeContext,
): ParsedTimescale | null {
  const parts = cell.text.split(';');
  if (parts.length < 2 || !parts.every((part) => hasTime(part, context))) return null;
  const words = actions.map((action) => action.text);
  const part = sentencesAbout(cell.text, words, index);
  return part === undefined || part.includes('; ') ? null : parseTimescale(part.replace(/;$/, ''), context);
}

/** The rest of a time that wrapped: "2024" under "By September". */
const WRAPPED = /^(?:(?:19|20)\d\d|\p{Ll}.*)$/u;

/** The stretches of a cell that each hold one time, with their labels: its lines, or cut in the running text.
 * `count` is how many are looked for. */
export function partsOfCell(cell: RoleCell, context: TimeContext, count: number): string[] {
  const lines = cell.lines.map((line) => line.trim()).filter((line) => line !== '');
  // A line may be half of a wrapped time ("By September" / "2024"): then the whole has fewer times than lines.
  const timed = lines.length > 1 && lines.every((line) => hasTime(line, context));
  if (timed && lines.length === count && !lines.some((line) => WRAPPED.test(line))) return lines;
  if (timed && unitsOf(cell.text, context).length >= lines.length) {
    return lines.flatMap((line) => cutText(line, context, 1));
  }
  return cutText(cell.text, context, count);
}

/**
 * The part of a status or progress cell that is about one action of its row: its line, what its letter marks, or the
 * sentences that tell of it.
 */
export function partForAction(cell: RoleCell, actions: readonly SplitAction[], index: number): RoleCell {
  if (actions.length < 2) return cell;
  const lines = cell.lines.map((line) => line.trim()).filter((line) => line !== '');
  const line = lines.length === actions.length ? lines[index] : undefined;
  const marker = letterOf(actions[index]?.marker ?? '');
  const marked = marker === '' ? undefined : markedPart(cell.text, marker);
  const text =
    marked ??
    line ??
    sentencesAbout(
      cell.text,
      actions.map((action) => action.text),
      index,
    );
  return text === undefined ? cell : { ...cell, text, lines: [text] };
}

function hasTime(line: string, context: TimeContext): boolean {
  const { kind, expressions, status } = parseTimescale(line, context);
  return kind !== 'none' || expressions.length > 0 || (status !== '' && status !== 'unknown');
}

/** "Spring 2024 Spring 2024 December 2024" in three; "March 2024, then June 2024" stays one. */
function cutText(text: string, context: TimeContext, count: number): string[] {
  const parts = cutAt(text, unitsOf(text, context));
  if (parts.length >= count) return parts;
  // "May 2024 Ongoing" may be one entry ("from May") or two: two, where entries are missing.
  const looser = cutAt(
    text,
    unitsOf(text, context).flatMap((unit) => splitOngoing(text, unit)),
  );
  return looser.length <= count ? looser : parts;
}

interface Unit {
  start: number;
  end: number;
}

function unitsOf(text: string, context: TimeContext): Unit[] {
  const expressions = findExpressions(text, context).filter(
    ({ kind, rule }) => kind !== 'none' && rule !== 'frequency (weak)',
  );
  const claims = claimsOf(text, expressions, 'list').filter(
    ({ kind }) => kind === 'done' || kind === 'ongoing',
  );
  const units = [...expressions.map(({ span }) => ({ start: span[0], end: span[1] })), ...claims];
  return units.sort((a, b) => a.start - b.start);
}

function splitOngoing(text: string, unit: Unit): Unit[] {
  const tail = /(?<!\b(?:and|then|be|is|[-–—&]))[^\S\n](?:ongoing|on-going|continuous)$/i.exec(
    text.slice(unit.start, unit.end),
  );
  if (tail === null) return [unit];
  return [
    { start: unit.start, end: unit.start + tail.index },
    { start: unit.start + tail.index + 1, end: unit.end },
  ];
}

function cutAt(text: string, units: readonly Unit[]): string[] {
  const cuts: number[] = [];
  let last = units[0];
  for (const unit of units.slice(1)) {
    if (last === undefined || unit.start < last.end) continue;
    // "Review complete by 31.12.24": a small preposition begins no entry.
    const goesOn = /^(?:by|in|on|from|to|until|before)\b/.test(text.slice(unit.start, unit.end));
    const between = text.slice(last.end, unit.start);
    const isDay = isDayOf(text, last, unit, units);
    if (!isDay && !isJoint(between) && !(goesOn && /^[^\S\n]*$/.test(between))) cuts.push(last.end);
    last = unit;
  }
  if (cuts.length === 0) return text.trim() === '' ? [] : [text.trim()];
  const parts: string[] = [];
  let start = 0;
  for (const cut of [...cuts, text.length]) {
    const close = /^[\s.,;)]*/.exec(text.slice(cut))?.[0].length ?? 0;
    parts.push(text.slice(start, cut + (cut === text.length ? 0 : close)).trim());
    start = cut + close;
  }
  return parts.filter((part) => part !== '');
}

/** "Complete – March 2024": the word and its day are one entry, where the cell holds nothing else. */
function isDayOf(text: string, word: Unit, day: Unit, units: readonly Unit[]): boolean {
  return (
    units.length === 2 &&
    word.start === 0 &&
    /^(?:completed?|done|delivered|agreed)$/i.test(text.slice(word.start, word.end)) &&
    /^\s?[-–—]\s?$/.test(text.slice(word.end, day.start)) &&
    !/\b(?:ongoing|on-going|by)\b/i.test(text.slice(day.start, day.end))
  );
}

/** Marks and little words join two times to one entry; a gap, a line or a label begins the next. */
function isJoint(between: string): boolean {
  if (between.includes('\n')) return false;
  if (/[-–:]\s?$/.test(between.slice(1))) return false;
  const words = between
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const first = words[0] ?? '';
  return (
    words.length <= 3 && /^(?:[-–—,;:(/&+].*|and|or|to|then|by|in|with|but|due|from|on|at|for)$/i.test(first)
  );
}

function isParallel(cell: RoleCell, parts: readonly string[]): boolean {
  return cell.lines.length > 1 || !parts.slice(0, -1).some((part) => /[,;]$/.test(part));
}
