/**
 * From the words of an action cell (or of a section of prose) to its actions, by CONVENTIONS "One action": the
 * layout first (letters, bullets, paragraphs), then sentences, of which only commitments are kept.
 */
import type { Issue } from '../model.ts';
import { splitClauses } from './clauses.ts';
import { isCrossReference } from './tables/cross-references.ts';
import { findHedge, isLeadIn, judgeSentence } from './commitments.ts';
import { layOut, type Entry, type Unit } from './entries.ts';
import { cutPassage, joinPassages, placeOf, type Passage } from './passage.ts';
import { groupSentences, splitMilestone, type LeftOut } from './narrative.ts';
import { saysNothing } from './tables/nil-cells.ts';
import { isDeliverable, isFinite, isOrderWithManner } from './one-deed.ts';
import { splitSentences } from './sentences.ts';
import { countWords, hasTimeWords } from './words.ts';

/** One action's own words. */
export interface FoundAction {
  passage: Passage;
  marker: string;
  evidence: string[];
  confidence: number;
  issues: Issue[];
}

/** What a cell gave: its actions, the words left out with the reason, and doubts. */
export interface CellActions {
  actions: FoundAction[];
  /** Text and reason of what was taken for context. */
  left: LeftOut[];
  /** Text the cell's items are led in by, when that is not an action itself. */
  leadIn: string;
}

/** How strictly a cell's words are read. */
export interface CellOptions {
  /** The letter that a list cut by a page break would go on with. */
  next?: string;
  /** `cell`: the layout says these are actions, so a phrase or a lone sentence is one. `prose`: only commitments. */
  trust: 'cell' | 'prose';
}

/** "Action 3:" before an action's own words. */
const COUNTER = /^(?:action|step|task|milestone)\s?\d{1,2}(?:\.\d{1,2})?[a-z]?\s?[:.–-]\s*/i;
/** "1a Agree the budget": a ref glued to its own words. */
const GLUED_REF = /^\d{1,2}[a-z]\.?\s+(?=\p{Lu})/u;
const BUSINESS_AS_USUAL = /^(?:this is |part of |continues? as )?(?:business as usual|bau)\b/i;

/** The actions in a cell's blocks. */
export function findActions(units: readonly Unit[], options: CellOptions): CellActions {
  const result: CellActions = { actions: [], left: [], leadIn: '' };
  const whole = units
    .map((unit) => unit.passage.text)
    .join(' ')
    .trim();
  if (saysNothing(whole)) return result;
  if (isCrossReference(whole)) {
    result.left.push({ text: whole, reason: 'only refers to another row' });
    return result;
  }
  const entries = dropTitles(dropBeforeLeadIn(layOut(units, options.next), result), result);
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index];
    if (!entry) continue;
    const items = itemsAfter(entries, index);
    if (entry.kind === null && items.length > 0) {
      const lead = splitLead(entry.passage);
      if (lead && isDeliverable(lead.last, items)) {
        addProse(lead.before, options, result);
        const passage = joinPassages([lead.last, ...items.map((item) => item.passage)]);
        add(result, passage, '', ['one deliverable with its bullets'], 0.85);
        index += items.length;
        continue;
      }
      addLead(entry.passage, items, options, result);
    } else if (entry.kind === null) {
      addProse(entry.passage, options, result);
    } else {
      addItem(entry, result);
    }
  }
  if (result.actions.length === 0 && options.trust === 'cell') addWhole(entries, result);
  return result;
}

function add(
  result: CellActions,
  passage: Passage,
  marker: string,
  evidence: string[],
  confidence: number,
): void {
  const counter = COUNTER.exec(passage.text) ?? GLUED_REF.exec(passage.text);
  if (counter) {
    const words = cutPassage(passage, counter[0].length, passage.text.length);
    add(
      result,
      words,
      marker === '' ? counter[0].replaceAll(/[:–-]/g, '').trim() : marker,
      evidence,
      confidence,
    );
    return;
  }
  const box = /^\[[ x]\]\s+/i.exec(passage.text);
  if (box) {
    add(result, cutPassage(passage, box[0].length, passage.text.length), marker, evidence, confidence);
    return;
  }
  const mark = /[;,](?:\s{1,3}(?:and|or))?$/.exec(passage.text.trimEnd());
  if (mark && mark.index > 0) {
    add(result, cutPassage(passage, 0, mark.index), marker, evidence, confidence);
    return;
  }
  if (!/\p{L}{2}/u.test(passage.text)) return;
  const issues: Issue[] = [];
  if (BUSINESS_AS_USUAL.test(passage.text.trim())) {
    issues.push({
      code: 'business-as-usual',
      severity: 'info',
      message: `business as usual, kept as an action: ${passage.text.slice(0, 80)}`,
      place: placeOf(passage),
    });
  }
  const hedge = findHedge(passage.text);
  const reasons = hedge === '' ? evidence : [...evidence, `hedged: “${hedge}”`];
  result.actions.push({ passage, marker, evidence: reasons, confidence, issues });
}

/** Where a cell says "The action we will take includes:", all that stands before it is context. */
function dropBeforeLeadIn(entries: Entry[], result: CellActions): Entry[] {
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== null) return entries;
    for (const match of entry.passage.text.matchAll(/:(?=\s|$)/g)) {
      const end = match.index + 1;
      const before = entry.passage.text.slice(0, end);
      const start =
        Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n'), before.lastIndexOf('! ')) + 1;
      const lead = before.slice(start).trim();
      if (
        !/^(?:the |our |some |key )*(?:\w+ )?actions?\b|\bactions? (?:that )?(?:we|the council)\b/i.test(
          lead,
        ) ||
        !isLeadIn(lead)
      )
        continue;
      const context = [...entries.slice(0, index).map((other) => other.passage.text), before.slice(0, start)]
        .join(' ')
        .trim();
      if (context !== '') result.left.push({ text: context, reason: `stands before “${lead}”` });
      result.leadIn = lead;
      const rest = cutPassage(entry.passage, end, entry.passage.text.length);
      const after = entries.slice(index + 1);
      return rest.text === '' ? after : [{ ...entry, passage: rest }, ...after];
    }
  }
  return entries;
}

/** A short title over a paragraph that says what will be done ("Constitution" / "We will review …") is no action. */
function dropTitles(entries: Entry[], result: CellActions): Entry[] {
  return entries.filter((entry, index) => {
    const next = entries[index + 1];
    const { text } = entry.passage;
    if (entry.kind !== null || next?.kind !== null || countWords(text) > 6 || /[.;]$/.test(text.trim()))
      return true;
    const isTitle =
      judgeSentence(text, '').role === 'phrase' &&
      splitSentences(next.passage).some((sentence) => isFinite(judgeSentence(sentence.text, '')));
    if (isTitle) result.left.push({ text, reason: 'title of the paragraph below' });
    return !isTitle;
  });
}

function itemsAfter(entries: readonly Entry[], index: number): Entry[] {
  let end = index + 1;
  while (end < entries.length && entries[end]?.kind !== null) end += 1;
  return end === index + 1 ? [] : entries.slice(index + 1, end);
}

/** The sentence that leads in a list, and what stands before it. */
function splitLead(passage: Passage): { before: Passage; last: Passage } | null {
  const sentences = splitSentences(passage);
  const last = sentences.at(-1);
  if (!last) return null;
  return { before: joinPassages(sentences.slice(0, -1)), last };
}

/** Words before a list that are commitments themselves stay actions; announcements and headings do not. */
function addLead(passage: Passage, items: readonly Entry[], options: CellOptions, result: CellActions): void {
  const missesFirst = /^\(?(?:b|2|ii)[.)]?$/i.test(items[0]?.marker ?? '');
  const sentences = splitSentences(passage);
  const last = sentences.at(-1);
  if (missesFirst && last) {
    add(result, passage, '', ['item before the second of a list'], 0.8);
    return;
  }
  const announces = last && (last.text.endsWith(':') || judgeSentence(last.text, '').role !== 'commitment');
  if (announces) {
    result.leadIn = last.text;
    result.left.push({ text: last.text, reason: 'leads in a list' });
  }
  addProse(
    joinPassages(announces ? sentences.slice(0, -1) : sentences),
    { ...options, trust: 'prose' },
    result,
  );
}

/** A list item is one action, unless it plainly holds several commitments with dates of their own. */
function addItem(entry: Entry, result: CellActions): void {
  const evidence = [entry.kind === 'bullet' ? 'bullet' : `item ${entry.marker}`];
  if (isCrossReference(entry.passage.text) || saysNothing(entry.passage.text)) {
    result.left.push({ text: entry.passage.text, reason: 'only refers to another row' });
    return;
  }
  const groups = groupSentences(splitSentences(entry.passage), result.left, { alone: true });
  const dated = groups.filter((group) => group.some((sentence) => hasTimeWords(sentence.text)));
  if (dated.length > 1 && dated.length === groups.length) {
    for (const group of groups)
      add(result, joinPassages(group), entry.marker, [...evidence, 'dates of its own'], 0.85);
    return;
  }
  const kept = groups.flat();
  const passage = kept.length > 0 ? joinPassages(kept) : entry.passage;
  const clauses = kept.length === 1 || kept.length === 0 ? splitClauses(passage) : [passage];
  for (const clause of clauses) add(result, clause, entry.marker, evidence, clauses.length > 1 ? 0.75 : 0.95);
}

/** Plain words: a cell that is one sentence, or written in imperatives, is one action; prose is split by sentence. */
function addProse(passage: Passage, options: CellOptions, result: CellActions): void {
  const { dated, rest } = splitMilestone(passage, result.left);
  const sentences = splitSentences(rest);
  if (sentences.length === 0) return;
  const groups = groupSentences(sentences, result.left, {
    alone: options.trust === 'cell' && sentences.length === 1,
    phrases: options.trust === 'cell',
  });
  if (dated) groups[0]?.unshift(dated);
  const first = sentences[0];
  const isProse = () =>
    !isOrderWithManner(groups) && sentences.some((sentence) => isFinite(judgeSentence(sentence.text, '')));
  if (options.trust === 'cell' && first && groups.length > 1 && !isProse()) {
    const timed = groups.filter((group) => group.some((sentence) => hasTimeWords(sentence.text)));
    if (timed.length < 2) {
      add(result, joinPassages(groups.flat()), '', ['one cell, one action'], 0.8);
      return;
    }
  }
  for (const group of groups) {
    const clauses = group.length === 1 && group[0] ? splitClauses(group[0]) : [joinPassages(group)];
    const evidence = groups.length === 1 ? ['action cell'] : ['sentence of a narrative cell'];
    for (const clause of clauses) add(result, clause, '', evidence, groups.length === 1 ? 0.9 : 0.75);
  }
}

/** A cell that the layout calls an action and in which no sentence is one: kept whole, unless it is plain context. */
function addWhole(entries: readonly Entry[], result: CellActions): void {
  const passage = joinPassages(entries.map((entry) => entry.passage));
  const verdicts = splitSentences(passage).map((sentence) => judgeSentence(sentence.text, ''));
  const isContext = verdicts.every(
    ({ role, reason }) => role !== 'phrase' && role !== 'elaboration' && reason !== 'states how things are',
  );
  if (isContext) return;
  add(result, passage, '', ['action cell without a clear commitment'], 0.5);
  const last = result.actions.at(-1);
  last?.issues.push({
    code: 'no-clear-commitment',
    severity: 'warning',
    message: `no commitment found in the action cell: ${passage.text.slice(0, 80)}`,
    place: placeOf(passage),
  });
}
