/**
 * Owner and time at the end of a list item: "Review the constitution – Monitoring Officer – March 2025",
 * "Train members (Democratic Services, by May 2025)", "Launch it [Lead: Head of Culture; June 2025]".
 */
import type { ColumnRole, RoleCell } from '../model.ts';
import { cutLabels } from './prose/labels.ts';
import { cutPassage, type Passage } from './passage.ts';
import { cellOfWords } from './tables/role-cells.ts';
import {
  countWords,
  hasPost,
  hasTimeWords,
  isInitials,
  isOwnerCell,
  isTimeCell,
  isTimeRole,
} from './words.ts';

/** What an item's end says, and the words before it. */
export interface Tail {
  passage: Passage;
  /** Empty where its end says neither who nor when. */
  cells: RoleCell[];
  /** True where a label or a post says so by itself, whatever the items beside it look like. */
  isSure: boolean;
}

const DASH = /\s[–—|-]\s|\s\|\s?/g;
const BRACKET = /\s(?:\(([^()]{2,90})\)|\[([^[\]]{2,90})\])\.?$/;
const COMMAS = /,\s(\p{Lu}[^,;]{2,60},\s[^,;]{3,30})$/u;
/** Posts that one person holds: the surest sign of an owner. */
const PERSON =
  /\b(?:director|heads? of|chief|officer|manager|leader|cllr|councillor|portfolio holder|cabinet member|solicitor|treasurer|s\.?\s?151|cex|ceo|hr)\b/i;

/** The item's own words and the cells peeled off its end. */
export function peelTail(passage: Passage): Tail {
  const labelled = peelLabels(passage);
  if (labelled) return labelled;
  const cells: RoleCell[] = [];
  let rest = passage;
  for (let count = 0; count < 6; count += 1) {
    const cut = findTail(rest.text);
    if (!cut) break;
    const found = cellsOf(cutPassage(rest, cut.from, cut.to));
    if (found.length === 0) break;
    cells.unshift(...found);
    rest = cutPassage(rest, 0, cut.at);
  }
  if (cells.length === 0) rest = passage;
  const isSure = cells.some((cell) => cell.role === 'owner' && PERSON.test(cell.text));
  return { passage: rest, cells, isSure };
}

/** The last bracket, or what stands after the last dash, or "…, Monitoring Officer, May 2025". */
function findTail(text: string): { at: number; from: number; to: number } | null {
  const bracket = BRACKET.exec(text);
  if (bracket) {
    const words = bracket[1] ?? bracket[2] ?? '';
    return { at: bracket.index, from: bracket.index + 2, to: bracket.index + 2 + words.length };
  }
  const dash = [...text.matchAll(DASH)].at(-1);
  if (dash) return { at: dash.index, from: dash.index + dash[0].length, to: text.length };
  const commas = COMMAS.exec(text.replace(/\.$/, ''));
  const [who = '', when = ''] = commas?.[1]?.split(', ') ?? [];
  if (!commas || !PERSON.test(who) || countWords(who) > 7 || !isTimeCell(when)) return null;
  return { at: commas.index, from: commas.index + 2, to: commas.index + commas[0].length };
}

/** "Review the code. Lead: Monitoring Officer; When: May 2025": labels after the item's own words. */
function peelLabels(passage: Passage): Tail | null {
  const [own, ...rest] = cutLabels(passage);
  if (!own || own.role !== null || rest.length === 0) return null;
  const says = rest.every(
    ({ role, score }) => score >= 0.9 && (role === 'owner' || role === 'status' || isTimeRole(role)),
  );
  if (!says) return null;
  const cells = rest.flatMap((part): RoleCell[] => {
    const mixed = part.role === 'owner' ? splitOwner(part.label, part.passage) : [];
    return mixed.length > 0 ? mixed : [cellOfWords(part.role ?? 'other', part.label, part.passage)];
  });
  return { passage: own.passage, cells, isSure: true };
}

/** "Lead: Head of Culture; June 2025": owner and time of one labelled value; empty where it is not both. */
export function splitOwner(label: string, value: Passage): RoleCell[] {
  const cells = cellsOf(value);
  if (cells.length < 2) return [];
  return cells.map((cell) => (cell.role === 'owner' ? { ...cell, header: label } : cell));
}

/** The cells of words that say who, when or both; empty where a part of them says neither. */
function cellsOf(tail: Passage): RoleCell[] {
  const found: { role: ColumnRole; from: number; to: number }[] = [];
  for (const { from, to } of pieces(tail.text)) {
    const words = tail.text.slice(from, to).trim();
    const last = found.at(-1);
    const role = roleOf(words) ?? (last?.role === 'owner' ? roleAfterOwner(tail.text, from, to) : null);
    if (!role) return [];
    if (last?.role === role) last.to = to;
    else found.push({ role, from, to });
  }
  return found.map(({ role, from, to }) => cellOfWords(role, '', cutPassage(tail, from, to)));
}

/** What ends the words after an owner says when, or is another owner: "Director of Change; all Assistant Directors". */
function roleAfterOwner(text: string, from: number, to: number): 'timescale' | 'owner' | null {
  const words = text.slice(from, to).trim();
  const isMarked = text[from - 1] === ';';
  if (isMarked && hasPost(words) && !hasTimeWords(words) && countWords(words) <= 5) return 'owner';
  const longest = hasTimeWords(words) ? LONGEST_AFTER_OWNER : isMarked ? 5 : 0;
  return to === text.length && countWords(words) <= longest ? 'timescale' : null;
}

/** Stretches between commas and semicolons, and either side of a dash that a time follows or goes before. */
function pieces(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = 0;
  for (const piece of text.split(/[;,](?=\s)/)) {
    const to = from + piece.length;
    const dash = [...piece.matchAll(/\s[–—-]\s/g)].find(({ index }) => {
      const [left, right] = [piece.slice(0, index), piece.slice(index + 3)];
      const [isTime, isOther] = [isTimeCell(left), isTimeCell(right)];
      return isTime !== isOther && roleOf((isTime ? right : left).trim()) === 'owner';
    });
    if (dash) found.push({ from, to: from + dash.index }, { from: from + dash.index + 3, to });
    else found.push({ from, to });
    from = to + 1;
  }
  return found;
}

/** Words that open a time, however long it is; "working group in place and reporting to Cabinet in May" is part of the deed. */
const OPENS_TIME =
  /^(?:by|from|in|on|at|to be|end|early|mid|late|before|after|within|during|target|due|start|commenc|begin|with effect|no later|complet|first|spring|summer|autumn|winter|q[1-4]|quarter|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
/** "(was March 2025)" after a new date. */
const FORMER = /^(?:was|were|previously|originally|formerly|now|(?:moved|extended|slipped|revised) from)\b/i;
const LONGEST_TIME = 7;
/** "(DoR, as part of budget setting – February 2026)": what follows an owner to the end says when. */
const LONGEST_AFTER_OWNER = 10;

function roleOf(words: string): 'timescale' | 'owner' | null {
  if (FORMER.test(words)) return null;
  if (isTimeCell(words) && (countWords(words) <= LONGEST_TIME || OPENS_TIME.test(words))) return 'timescale';
  return isInitials(words) || (isOwnerCell(words) && hasPost(words)) ? 'owner' : null;
}
