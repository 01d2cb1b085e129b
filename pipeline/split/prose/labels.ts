/**
 * Labels in running text: "Lead: Head of Finance", "When: March 2025 Lead: …", a heading "Timescale" over its
 * value. In: blocks or the rows of a two-column table; out: lines, each with the role its label gives it.
 */
import type { ColumnRole, Place } from '../../model.ts';
import { headerWords, isKnownHeader, voteHeader } from '../tables/header-votes.ts';
import type { Unit } from '../entries.ts';
import type { Grid } from '../tables/grid.ts';
import { cutPassage, passageOf, passagesOf, type Passage } from '../passage.ts';
import type { FlowBlock } from '../walk-state.ts';
import { opensWithVerb } from '../verbs.ts';
import { countWords, hasPost, isOwnerCell, isStatusCell, isTimeCell, isTimeRole } from '../words.ts';

/** A labelled value, or words without a label (`role` null). */
export interface LabelLine {
  role: ColumnRole | null;
  /** The label as printed, without its colon; empty when there is none. */
  label: string;
  /** 0..1: how surely the label means its role. */
  score: number;
  unit: Unit;
  /** True for a heading. */
  heading: boolean;
  headings: string[];
  recommendation: string;
  isRecommendation: boolean;
  /** True for words that stand in one cell with the line before, below its label's first value. */
  isSameCell?: boolean;
}

const LABEL =
  /(?:^|(?<=[\s;|([]))(\p{Lu}[\p{L}’'/&() -]{1,40}?(?:\s\d[\d.]{0,5})?)(?::(?=\s|$)|\s[–—](?=\s)(?<=\d\s[–—]))/gu;
const DASHED = /^(\p{Lu}[\p{L}’'/& ]{1,30}?)\s[–—-]\s(?=\S)/u;
/** "… by May. Lead – Audit Manager": a dash for a colon, after the end of a sentence. */
const DASHED_AFTER = /(?<=[.;)\]]\s)(\p{Lu}[\p{L}’'/& ]{1,30}?)\s[–—-]\s(?=\S)/gu;

/** The role of words that are a label and nothing more; `null` for all others. */
function roleOfLabel(label: string): { role: ColumnRole; score: number } | null {
  const words = label.replace(/\s\d[\d.]*$/, '');
  // "Already complete: strategy approved in May" is a deed with its state, no field of the plan.
  if (countWords(words) > 7 || headerWords(words) === '' || /^already\b/i.test(words)) return null;
  const [vote] = voteHeader(words);
  return vote && vote.score >= 0.4 ? vote : null;
}

/** The parts of a passage by their labels; the words before the first label come without one. */
export function cutLabels(
  passage: Passage,
): { role: ColumnRole | null; label: string; score: number; passage: Passage }[] {
  const { text } = passage;
  const hits = /[:–—-]/.test(text)
    ? [...findColons(text), ...findDashes(text)].sort((a, b) => a.from - b.from)
    : [];
  if (hits.length === 0) {
    const set = setLabel(text);
    if (set !== null) {
      const vote = roleOfLabel(set);
      const words = cutPassage(passage, set.length + 1, text.length);
      if (vote) return [{ ...vote, label: set, passage: trimEnds(words, vote.role) }];
    }
    const dashed = DASHED.exec(text);
    const vote = dashed ? roleOfLabel(dashed[1] ?? '') : null;
    if (!dashed || !vote || vote.score < 0.9 || vote.role === 'other' || vote.role === 'theme')
      return [{ role: null, label: '', score: 0, passage }];
    return [{ ...vote, label: dashed[1] ?? '', passage: cutPassage(passage, dashed[0].length, text.length) }];
  }
  const parts = hits.map((hit, index) => ({
    role: hit.role,
    label: hit.label,
    score: hit.score,
    passage: trimEnds(cutPassage(passage, hit.to, hits[index + 1]?.from ?? text.length), hit.role),
  }));
  // "Manager training: by March 2026": when one part of the work is done, not who does it.
  const [only, ...more] = parts;
  const isTimed = only?.role === 'owner' && !isKnownHeader(only.label) && isTimeCell(only.passage.text);
  if (isTimed && more.length === 0) return [{ role: null, label: '', score: 0, passage }];
  const before = trimEnds(cutPassage(passage, 0, hits[0]?.from ?? 0));
  return /[\p{L}\p{N}]/u.test(before.text)
    ? [{ role: null, label: '', score: 0, passage: before }, ...parts]
    : parts;
}

const SET_LABEL =
  /^(?:leads?|lead officers?|owners?|responsible|responsible officers?|accountable|sponsor)(?=\s(?:cllr|councillor|chief|head|heads|strategic|service|corporate|executive|assistant|deputy|directors?|monitoring|s\.?151|section|cabinet|leader|portfolio)\b)/i;

/** "Lead Strategic Director for Place": a label set apart by its type alone, which the text has lost. */
function setLabel(text: string): string | null {
  const label = SET_LABEL.exec(text)?.[0];
  if (label === undefined || countWords(text) > 25) return null;
  return isOwnerCell(text.slice(label.length + 1)) && !/[.!?]$/.test(text) ? label : null;
}

interface LabelHit {
  role: ColumnRole;
  score: number;
  label: string;
  from: number;
  to: number;
}

/** Labels before a colon; of "Head of Planning Timescale:" the words that are a label, after those that are not. */
function findColons(text: string): LabelHit[] {
  return [...text.matchAll(LABEL)].flatMap((match) => {
    const words = match[1] ?? '';
    const at = startOfLabel(words, match.index === 0);
    const label = words.slice(at);
    const vote = roleOfLabel(label);
    return vote ? [{ ...vote, label, from: match.index + at, to: match.index + match[0].length }] : [];
  });
}

/** Where the label begins in the words before a colon: later than 0 only where its end is a known header. */
function startOfLabel(words: string, isFirst: boolean): number {
  const bare = words.replace(/\s\d[\d.]*$/, '');
  if (isKnownHeader(bare)) return 0;
  for (const match of bare.matchAll(/[\s(](?=\p{Lu})/gu)) {
    const rest = bare.slice(match.index + 1);
    const before = bare.slice(0, match.index);
    const isValue = isFirst
      ? opensWithVerb(before) || countWords(before) > 4
      : isOwnerCell(before) || isTimeCell(before) || countWords(before) > 2;
    if (isValue && isKnownHeader(rest) && (roleOfLabel(rest)?.score ?? 0) >= 0.75) return match.index + 1;
  }
  return 0;
}

function findDashes(text: string): LabelHit[] {
  return [...text.matchAll(DASHED_AFTER)].flatMap((match) => {
    const label = match[1] ?? '';
    const vote = isKnownHeader(label) ? roleOfLabel(label) : null;
    if (!vote || vote.score < 0.9 || (vote.role !== 'owner' && !isTimeRole(vote.role))) return [];
    return [{ ...vote, label, from: match.index, to: match.index + match[0].length }];
  });
}

/** Without the separators that stood between two labels: `;`, `|`, an open bracket. */
function trimEnds(passage: Passage, role: ColumnRole | null = null): Passage {
  let end = passage.text.length;
  while (end > 0 && /[\s;|([,–-]/.test(passage.text.charAt(end - 1))) end -= 1;
  const isShort =
    (role === 'owner' || role === 'status' || isTimeRole(role)) && countWords(passage.text) <= 12;
  if (isShort && passage.text.charAt(end - 1) === '.') end -= 1;
  const opens = passage.text.slice(0, end).split('(').length;
  const closes = passage.text.slice(0, end).split(')').length;
  if (closes > opens && passage.text.charAt(end - 1) === ')') end -= 1;
  if (passage.text.charAt(end - 1) === ']' && !passage.text.slice(0, end).includes('[')) end -= 1;
  return cutPassage(passage, 0, end);
}

/** Lines of a run of blocks. */
export function linesOfFlow(flow: readonly FlowBlock[]): LabelLine[] {
  let waiting: ColumnRole | null = null;
  return flow.flatMap(({ block, headings, recommendation, isRecommendation }, index): LabelLine[] => {
    const passage = passageOf(block.text, block.place);
    const at = { headings, recommendation, isRecommendation, heading: block.type === 'heading' };
    const marker = block.type === 'listItem' ? block.marker : '';
    const level = block.type === 'listItem' ? block.level : -1;
    const label = isRecommendation ? null : aloneLabel(block);
    const alone = label !== null && label.role === waiting ? null : label;
    // "Story – December 2025" below "When" is a time, whatever "Story" is elsewhere.
    const isDashed = block.type === 'paragraph' && isTimeRole(waiting) && !block.text.includes(':');
    const isGuess = block.type === 'heading' || isDashed;
    const value = alone === null && isGuess && isValueOf(waiting, block.text) ? waiting : null;
    waiting = alone?.role ?? null;
    if (alone)
      return [{ ...alone, ...at, unit: { marker: '', level: -1, passage: cutPassage(passage, 0, 0) } }];
    if (value !== null)
      return [{ role: null, label: '', score: 0, ...at, heading: false, unit: { marker, level, passage } }];
    const cut = block.type === 'heading' ? cutLabels(passage) : [];
    const namesAction =
      cut.length === 1 && (cut[0]?.role === 'action' || cut[0]?.role === 'objective') && cut[0].score >= 0.9;
    const namesOwner =
      cut.length === 1 &&
      cut[0]?.role === 'owner' &&
      (setLabel(passage.text) !== null || (isOwnerLine(cut[0]) && standsAtList(flow, index)));
    if ((block.type === 'heading' && !namesAction && !namesOwner) || isRecommendation) {
      return [{ role: null, label: '', score: 0, ...at, unit: { marker, level, passage } }];
    }
    const parts = cutLabels(passage);
    if (parts.at(-1)?.passage.text === '') waiting = parts.at(-1)?.role ?? null;
    const isItem = marker !== '' && parts[0]?.role === null && parts.length > 1;
    const whole = [{ role: null, label: '', score: 0, passage }];
    const leadsList = flow[index + 1]?.block.type === 'listItem';
    return (isItem ? whole : parts).map((part, order) => {
      const isLead = leadsList && order === parts.length - 1;
      const counter = marker === '' && !isLead ? counterOf(part.role, part.label) : '';
      return {
        role: part.role,
        label: part.label,
        score: part.score,
        ...at,
        heading: at.heading && !namesOwner,
        unit: {
          marker: order === 0 && part.role === null ? marker : counter,
          level: counter !== '' ? 0 : order === 0 ? level : -1,
          passage: part.passage,
        },
      };
    });
  });
}

/** "Lead: Head of HR; Head of Finance", set like a heading: a label with its value all the same. */
function isOwnerLine({ role, score, passage }: ReturnType<typeof cutLabels>[number]): boolean {
  return role === 'owner' && score >= 0.9 && isOwnerCell(passage.text) && hasPost(passage.text);
}

/** Right below a list, or right above "What we will do": it says who leads on that list. */
function standsAtList(flow: readonly FlowBlock[], index: number): boolean {
  const [before, next] = [flow[index - 1]?.block, flow[index + 1]?.block];
  return before?.type === 'listItem' || (next !== undefined && aloneLabel(next)?.role === 'action');
}

/** A short line below "Deadline" that looks like a heading and is the label's value. */
function isValueOf(label: ColumnRole | null, text: string): boolean {
  if (label === 'owner') return isOwnerCell(text) && !opensWithVerb(text);
  if (label === 'status') return isStatusCell(text);
  if (label === 'outcome') return countWords(text) > 2 && !isKnownHeader(text);
  return isTimeRole(label) && isTimeCell(text);
}

/** "Action 4": the label of one item in a row of them is the item's marker. */
function counterOf(role: ColumnRole | null, label: string): string {
  return role === 'action' && /\s\d{1,2}(?:\.\d{1,2})?$/.test(label) ? label : '';
}

/** A line that is nothing but a label, in bold or not: "Lead officer", "What we will do", "Why". */
function aloneLabel(block: FlowBlock['block']): { role: ColumnRole; label: string; score: number } | null {
  const text = block.text.trim();
  const isSet = block.type === 'heading' || (block.type === 'paragraph' && block.bold === true);
  if (block.type === 'listItem' || countWords(text) > (isSet ? 7 : 4)) return null;
  const label = text.replace(/:$/, '').replace(/(?<!:)\s\d{1,2}(?:\.\d{1,2})*$/, '');
  const [vote] = voteHeader(label);
  // "1. Focus" counts a section; "1. What we will do" is a label all the same.
  if (/^\d{1,2}[.)]\s/.test(label) && (vote?.score ?? 0) < 0.95) return null;
  return vote &&
    (vote.score >= (isSet ? 0.75 : 0.95) || /^next steps?$/i.test(label)) &&
    (vote.role !== 'other' || /^why\b/i.test(label)) &&
    vote.role !== 'reference'
    ? { ...vote, label }
    : null;
}

/** Lines of a table of labels and values. */
export function linesOfGrid(grid: Grid, headings: string[], recommendation: string): LabelLine[] {
  const rows: { label: string; units: Unit[]; place: Place }[] = [];
  const at = { headings, recommendation, isRecommendation: false, heading: false };
  if (grid.headers.some((header) => header !== '')) {
    const [first, second] = grid.headerCells;
    if (first && second) rows.push({ label: first.text, units: passagesOf(second), place: second.place });
  }
  for (const row of grid.rows) {
    const label = row.cells[0]?.cell;
    const value = row.cells[1]?.cell;
    if (!label) continue;
    const units = value && value !== label && !row.cells[1]?.covered ? passagesOf(value) : [];
    rows.push({ label: label.text.trim(), units, place: value?.place ?? label.place });
  }
  return rows.flatMap((row): LabelLine[] => {
    const vote = roleOfLabel(row.label.replace(/:$/, ''));
    if (row.units.length === 0) {
      return [
        {
          role: null,
          label: '',
          score: 0,
          ...at,
          heading: true,
          unit: { marker: '', level: -1, passage: passageOf(row.label, row.place) },
        },
      ];
    }
    return row.units.map((unit, index) => ({
      role: index === 0 ? (vote?.role ?? 'other') : null,
      label: index === 0 ? row.label.replace(/:$/, '') : '',
      score: vote?.score ?? 0.5,
      ...at,
      unit,
      isSameCell: index > 0,
    }));
  });
}
