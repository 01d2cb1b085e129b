/**
 * Plans without a table: lists and paragraphs under recommendations, themes or "What we will do". Only commitments
 * are taken, and nothing from introductions, the peers' own words or how the plan will be monitored.
 */
import type { RoleCell } from '../model.ts';
import { readLexicon } from '../data-files.ts';
import { findActions, type FoundAction } from './cell-actions.ts';
import { judgeSentence } from './commitments.ts';
import type { Unit } from './entries.ts';
import type { LabelLine } from './labels.ts';
import type { PlanBuilder } from './plan-builder.ts';
import { peelTail } from './tails.ts';

const headingWords = readLexicon('lexicon/split-headings.tsv');
const patternOf = (kind: string) =>
  new RegExp(
    String.raw`(?:^|[^\p{L}])(?:${headingWords
      .filter((row) => row['kind'] === kind)
      .map((row) => row['words'])
      .join('|')})(?![\p{L}])`,
    'iu',
  );
const NEVER = patternOf('none');
const ACTIONS = patternOf('actions');

interface Group {
  headings: string[];
  recommendation: string;
  units: Unit[];
}

/** Reads the lines that no table or labelled block has used. */
export function readProse(lines: readonly LabelLine[], plan: PlanBuilder): void {
  const groups = groupLines(lines);
  const marked = groups.filter((group) => ACTIONS.test(group.headings.at(-1) ?? ''));
  const underRecommendation = groups.filter((group) => group.recommendation !== '');
  for (const group of groups) {
    const heading = group.headings.at(-1) ?? '';
    if (NEVER.test(heading) && !(group.recommendation !== '' && ACTIONS.test(heading))) continue;
    const isMarked = marked.includes(group);
    if (underRecommendation.length > 0 && group.recommendation === '' && !isMarked) continue;
    if (isMarked || underRecommendation.includes(group) || group.headings.length > 1)
      readGroup(group, plan, isMarked);
  }
}

function groupLines(lines: readonly LabelLine[]): Group[] {
  const groups: Group[] = [];
  let key = '';
  for (const line of lines) {
    const nextKey = `${line.headings.join('\n')}\n${line.recommendation}`;
    if (line.heading || line.isRecommendation) {
      key = '';
      continue;
    }
    if (nextKey !== key || groups.length === 0)
      groups.push({ headings: line.headings, recommendation: line.recommendation, units: [] });
    key = nextKey;
    groups.at(-1)?.units.push(line.unit);
  }
  return groups;
}

function readGroup(group: Group, plan: PlanBuilder, isMarked: boolean): void {
  const peeled = group.units.map((unit) => (unit.marker === '' ? null : peelTail(unit.passage)));
  const tails = peeled.filter((tail) => tail !== null && tail.cells.length > 0).length;
  const usesTails = tails >= 1 && tails >= group.units.filter((unit) => unit.marker !== '').length / 2;
  if (usesTails) {
    group.units.forEach((unit, index) => {
      const tail = peeled[index];
      const own = tail ? { ...unit, passage: tail.passage } : unit;
      addFound(
        findActions([own], { trust: tail ? 'cell' : 'prose' }).actions,
        tail?.cells ?? [],
        group,
        plan,
        plan.nextRow(),
      );
    });
    return;
  }
  const items = group.units.filter((unit) => unit.marker !== '');
  const committed = items.filter((unit) => judgeSentence(unit.passage.text, '').role === 'commitment').length;
  const trusted = isMarked || committed >= items.length / 2;
  const found = findActions(group.units, { trust: 'prose' }).actions.filter(
    (action) => action.marker === '' || trusted,
  );
  for (const action of found) addFound([action], [], group, plan, plan.nextRow());
}

function addFound(
  found: readonly FoundAction[],
  cells: RoleCell[],
  group: Group,
  plan: PlanBuilder,
  row: number,
): void {
  for (const action of found) {
    plan.addAction(action, {
      recommendations: group.recommendation === '' ? [] : [group.recommendation],
      objective: '',
      headings: group.headings,
      row,
      cells,
      source: `running text under “${group.headings.at(-1) ?? ''}”`,
      confidence: 0.8,
    });
    if (cells.some((cell) => cell.role === 'owner')) plan.hasOwnerColumn = true;
  }
}
