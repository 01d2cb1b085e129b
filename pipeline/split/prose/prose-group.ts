/**
 * The actions of one group of running text: items with what stands at their own end, deeds with a list of times below,
 * titled narrative, and sentences that commit.
 */
import type { ColumnRole, RoleCell } from '../../model.ts';
import { findActions, type FoundAction } from '../cell-actions.ts';
import { judgeSentence } from '../commitments.ts';
import { nestUnits, type Unit } from '../entries.ts';
import { pairTimes, promoteBullets, withoutNumbers } from './list-shapes.ts';
import { joinPassages, type Passage } from '../passage.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { cellOfWords } from '../tables/role-cells.ts';
import { tellsWorkDone } from '../tables/settled-columns.ts';
import { peelTail } from '../tails.ts';
import { splitSentences } from '../sentences.ts';
import { opensWithVerb } from '../verbs.ts';
import { countWords, isTimeRole } from '../words.ts';

/** Running text under one heading or recommendation. */
export interface Group {
  headings: string[];
  recommendation: string;
  /** True where the recommendation's own line stands under the same heading. */
  isOpened?: boolean;
  units: Unit[];
  /** True where a label ("What we will do") says that the items below are actions. */
  isMarked?: boolean;
  /** Who and when, as labels or the heading say it for all of the group. */
  cells: RoleCell[];
  /** Labelled lines that say how far an item has got, each with the number of units above it. */
  news?: { after: number; cell: RoleCell }[];
}

/** "Published 18 September 2024", "This response was approved by Council on 23 January": a fact of the document. */
const DOCUMENT_FACT =
  /^(?:(?:this|the|our) (?:response|plan|action plan|document|report|page|update)\s(?:was|has been)\s)?(?:first\s|last\s)?(?:published|updated|approved|agreed|adopted|endorsed|reviewed)(?:\s(?:by|at|on|in)\b[^.]{0,60})?\s(?:\p{L}{3,9}\s)?\d[^.]{0,20}\.?$/iu;

/** "This action has been completed.": a line that says how far the action above it has got. */
const STANDS_AT =
  /^(?:this|the) (?:action|task|commitment|recommendation|work)\s(?:is|has|was|remains)(?:\s(?:now|not|never|yet|been|only|partly|fully|currently|still|on|in|well)){0,4}\s(?:completed?|done|closed|delivered|implemented|met|ongoing|continuing|progress|under ?way|started|begun|track|delayed|superseded|hold)\.?$/i;

/** "4. Assets. The team asked … We will …": a title and some sentences. */
const LEAST_SENTENCES = 3;

/** Numbered paragraphs of narrative, each under its title; `null` where the numbers count deeds. */
function narratives(group: Group): Group[] | null {
  const items = group.units.filter(({ marker }) => /^\(?\d{1,2}[.)]?$/.test(marker));
  const told = items.filter(({ passage }) => {
    const sentences = splitSentences(passage);
    return sentences.length >= LEAST_SENTENCES && isTitle(sentences[0]);
  });
  if (items.length < 3 || told.length < items.length * 0.6) return null;
  return group.units.map((unit) => {
    const [title, ...rest] = items.includes(unit) ? splitSentences(unit.passage) : [];
    const isNamed = isTitle(title) && rest.length > 0;
    return {
      ...group,
      headings: isNamed ? [...group.headings, title?.text ?? ''] : group.headings,
      units: [{ marker: '', level: -1, passage: isNamed ? joinPassages(rest) : unit.passage }],
    };
  });
}

/** "Major projects.", "Bringing the budget and the plan together.": words that name what follows. */
function isTitle(sentence: Passage | undefined): boolean {
  if (sentence === undefined || countWords(sentence.text) > 10) return false;
  const { role, finite } = judgeSentence(sentence.text, '');
  return role === 'phrase' || (!finite && /^\p{Lu}\p{Ll}+ing\b/u.test(sentence.text));
}

/** Adds the actions of one group: items with their own tails, and sentences that commit. */
export function readGroup(group: Group, plan: PlanBuilder, isMarked: boolean): void {
  const done =
    tellsWorkDone(group.headings.at(-1) ?? '') && !group.cells.some(({ role }) => role === 'status');
  if (done) {
    // What stands under "We did" is done, whatever its words.
    const cell = cellOfWords('status', '', { text: group.headings.at(-1) ?? '', pieces: [] });
    readGroup({ ...group, cells: [...group.cells, cell] }, plan, true);
    return;
  }
  const told = narratives(group);
  if (told !== null) {
    for (const part of told) readGroup(part, plan, isMarked);
    return;
  }
  if (group.news !== undefined && group.news.length > 0) {
    readWithNews({ ...group, news: [] }, group.news, plan, isMarked || areCommitted(group.units));
    return;
  }
  const timed = pairTimes(group.units);
  if (timed !== null) {
    for (const { deeds, times } of timed) readTimed({ ...group, units: deeds }, times, plan, isMarked);
    return;
  }
  const nested = nestUnits(promoteBullets(withoutNumbers(group.units)));
  const items = nested.filter(({ unit }) => unit.marker !== '');
  const tails = nested.map(({ unit }) =>
    unit.marker !== '' || isLoneDeed(unit.passage) ? peelTail(unit.passage) : null,
  );
  const tailed = tails.filter(
    (tail, index) => nested[index]?.unit.marker !== '' && tail !== null && tail.cells.length > 0,
  ).length;
  const areTailed = tailed >= 1 && tailed >= items.length / 2;
  const trusted = isMarked || areCommitted(items.map(({ unit }) => unit));
  const isDone = tellsWorkDone(group.headings.at(-1) ?? '');
  let run: Unit[] = [];
  const readRun = () => {
    const { actions } = findActions(run, { trust: isDone ? 'cell' : 'prose' });
    run = [];
    for (const action of actions) {
      const isItem = action.marker !== '';
      if (isItem ? !trusted : DOCUMENT_FACT.test(action.passage.text)) continue;
      addFound([action], [], group, plan, plan.nextRow());
    }
  };
  const first = plan.actions.length;
  nested.forEach(({ unit, inner }, index) => {
    if (STANDS_AT.test(unit.passage.text) && inner.length === 0) {
      readRun();
      const last = plan.actions.length > first ? plan.actions.at(-1) : undefined;
      if (last !== undefined) {
        last.cells.push(cellOfWords('status', '', unit.passage));
        return;
      }
    }
    const tail = tails[index] ?? null;
    if (!tail || tail.cells.length === 0 || !(areTailed || (tail.isSure && trusted))) {
      run.push(unit, ...inner);
      return;
    }
    readRun();
    const passage = joinPassages([tail.passage, ...inner.map((each) => each.passage)]);
    const { actions } = findActions([{ ...unit, passage }], { trust: 'cell' });
    addFound(actions, tail.cells, group, plan, plan.nextRow());
  });
  readRun();
}

/** True for a list at least half of whose items promise something. */
function areCommitted(units: readonly Unit[]): boolean {
  const items = units.filter(({ marker }) => marker !== '');
  const committed = items.filter(({ passage }) => judgeSentence(passage.text, '').role === 'commitment');
  return committed.length >= items.length / 2;
}

/** "Position: adopted in May" below an item: each goes to the action above it. */
function readWithNews(
  group: Group,
  news: NonNullable<Group['news']>,
  plan: PlanBuilder,
  isMarked: boolean,
): void {
  let from = 0;
  for (const { after, cell } of [...news, { after: group.units.length, cell: null }]) {
    const before = plan.actions.length;
    if (after > from) readGroup({ ...group, units: group.units.slice(from, after) }, plan, isMarked);
    const last = plan.actions.length > before ? plan.actions.at(-1) : undefined;
    if (cell !== null && last !== undefined)
      for (const action of plan.actions.slice(before)) if (action.row === last.row) action.cells.push(cell);
    from = Math.max(from, after);
  }
}

/** A list of deeds whose times stand in a list below it: they share them as the actions of a row share its cell. */
function readTimed(group: Group, times: readonly Unit[], plan: PlanBuilder, isMarked: boolean): void {
  const words = times.map(({ passage }) => passage);
  if (words.length === 0) return readGroup(group, plan, isMarked);
  const time = { ...cellOfWords('timescale', '', joinPassages(words)), lines: words.map(({ text }) => text) };
  const { actions } = findActions(group.units, { trust: 'prose' });
  addFound(actions, [time], group, plan, plan.nextRow());
}

/** "Train every chair (Head of Democratic Services)": a line of its own, set without a bullet. */
function isLoneDeed(passage: Passage): boolean {
  return opensWithVerb(passage.text) && splitSentences(passage).length === 1;
}

function addFound(
  found: readonly FoundAction[],
  cells: RoleCell[],
  group: Group,
  plan: PlanBuilder,
  row: number,
): void {
  const kinOf = (role: ColumnRole) => (isTimeRole(role) ? 'time' : role);
  const shared = group.cells.filter((cell) => !cells.some((own) => kinOf(own.role) === kinOf(cell.role)));
  const all = [...cells, ...shared];
  for (const action of found) {
    plan.addAction(action, {
      recommendations: group.recommendation === '' ? [] : [group.recommendation],
      objective: '',
      headings: group.headings,
      row,
      cells: all,
      source: `running text under “${group.headings.at(-1) ?? ''}”`,
      confidence: 0.8,
    });
  }
}
