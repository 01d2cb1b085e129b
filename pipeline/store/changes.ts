/**
 * What became of each action from one version of a plan to the next: kept (perhaps in other words), split, merged,
 * dropped without a word, or new. Compares words only; dates, owners and status are then set side by side.
 */
import { daysBetween } from '../calendar.ts';
import type { IsoDay } from '../model.ts';
import { dot, stemsOf, vectorsOf, wordsOf } from './word-vectors.ts';
import type { WordVector } from './word-vectors.ts';

/** An action as the comparison needs it. */
export interface VersionAction {
  position: number;
  text: string;
  /** Words of the recommendation it answers; empty when not known. */
  recommendation: string;
  end: IsoDay | null;
  /** Owners in the plan's words. */
  owners: readonly string[];
  status: string;
}

/** A row of the table `changes`, but for the plans. */
export interface Change {
  position: number;
  change: 'kept' | 'split' | 'merged' | 'dropped' | 'new';
  before_positions: number[];
  after_positions: number[];
  similarity: number | null;
  reworded: boolean;
  days_moved: number | null;
  end_before: IsoDay | null;
  end_after: IsoDay | null;
  owner_change: 'same' | 'changed' | 'added' | 'removed' | 'none';
  status_before: string | null;
  status_after: string | null;
  text_before: string | null;
  text_after: string | null;
}

interface Worded {
  action: VersionAction;
  words: string;
  owners: string;
  /** By its own words, and with phrases that mean the same read as one. */
  readings: [plain: WordVector, meant: WordVector];
}

interface Group {
  before: Worded[];
  after: Worded[];
}

type Reading = 0 | 1;
const PLAIN_READING: readonly Reading[] = [0];
const BOTH_READINGS: readonly Reading[] = [0, 1];

/** Cosine from which two actions are the same one; less is enough where recommendation, owner or date agree. */
const SAME_AT = 0.5;
const SAME_WITH_CONTEXT_AT = 0.3;
/** Share of the one's weight that must stand in the other: a new object in the old frame is another action. */
const WITHIN_AT = 0.55;
/** Share of a part's weight that must stand in the whole, and of that share what the other part does not have. */
const PART_AT = 0.45;
const OWN_PART_AT = 0.6;

/** Every action of both versions, in exactly one change; in the order of the earlier version, the new ones last. */
export function findChanges(before: readonly VersionAction[], after: readonly VersionAction[]): Change[] {
  const texts = (actions: readonly VersionAction[]) => actions.map(({ text }) => text);
  const sides = [texts(before), texts(after)];
  const [plain, meant] = [vectorsOf(sides, stemsOf), vectorsOf(sides)];
  const worded = [...before, ...after].map((action, index): Worded => ({
    action,
    words: wordsOf(action.text).join(' '),
    owners: ownersKey([action]),
    readings: [plain[index] ?? new Map<string, number>(), meant[index] ?? new Map<string, number>()],
  }));
  const [old, young] = [worded.slice(0, before.length), worded.slice(before.length)];
  const groups = matchOneToOne(old, young);
  addParts(groups, old, young);
  const matched = new Set(groups.flatMap((group) => [...group.before, ...group.after]));
  const dropped = old.filter((one) => !matched.has(one)).map((one) => ({ before: [one], after: [] }));
  const added = young.filter((one) => !matched.has(one)).map((one) => ({ before: [], after: [one] }));
  return [...groups, ...dropped, ...added]
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map((group, index) => describe(group, index + 1));
}

function matchOneToOne(old: readonly Worded[], young: readonly Worded[]): Group[] {
  const holders = BOTH_READINGS.map((reading) => holdersOf(young, reading));
  const pairs = old.flatMap((one) => {
    const near = nearTo(one, holders, young.length);
    return young.flatMap((other, index) => {
      if (near[index] !== 1 && one.words !== other.words) return [];
      const agreement = agreementOf(one, other);
      // That words mean the same proves little by itself: `a workforce strategy` is no `staff conference`.
      const readings = agreement >= 2 ? BOTH_READINGS : PLAIN_READING;
      const alike = likenessOf(one, other, readings);
      if (alike < (agreement >= 2 ? SAME_WITH_CONTEXT_AT : SAME_AT)) return [];
      const within = Math.max(shareIn(one, other, readings), shareIn(other, one, readings));
      return within >= WITHIN_AT ? [{ one, other, score: alike + agreement * 0.05 }] : [];
    });
  });
  const apart = ({ one, other }: { one: Worded; other: Worded }) =>
    Math.abs(one.action.position - other.action.position);
  pairs.sort(
    (a, b) => b.score - a.score || apart(a) - apart(b) || a.one.action.position - b.one.action.position,
  );
  const taken = new Set<Worded>();
  const groups: Group[] = [];
  for (const { one, other } of pairs) {
    if (taken.has(one) || taken.has(other)) continue;
    taken.add(one).add(other);
    groups.push({ before: [one], after: [other] });
  }
  return groups;
}

/** Who has a term, by index, and with what weight. */
type Holders = Map<string, [index: number, weight: number][]>;

function holdersOf(worded: readonly Worded[], reading: Reading): Holders {
  const holders: Holders = new Map();
  for (const [index, { readings }] of worded.entries()) {
    for (const [term, weight] of readings[reading]) {
      const others = holders.get(term);
      if (others === undefined) holders.set(term, [[index, weight]]);
      else others.push([index, weight]);
    }
  }
  return holders;
}

/** 1 for each action that is alike enough in either reading to be looked at; most of two plans' pairs are not. */
function nearTo(one: Worded, holders: readonly Holders[], count: number): Uint8Array {
  const near = new Uint8Array(count);
  for (const reading of BOTH_READINGS) {
    const cosines = new Float64Array(count);
    for (const [term, weight] of one.readings[reading]) {
      for (const [index, other] of holders[reading]?.get(term) ?? [])
        cosines[index] = (cosines[index] ?? 0) + weight * other;
    }
    // Added up in another order than `dot` does, a sum may be less by as good as nothing.
    for (let index = 0; index < count; index++)
      if ((cosines[index] ?? 0) >= SAME_WITH_CONTEXT_AT - 1e-9) near[index] = 1;
  }
  return near;
}

/** Joins an action left over to a match it is a part of: one became several, or several became one. */
function addParts(groups: Group[], old: readonly Worded[], young: readonly Worded[]): void {
  const matched = new Set(groups.flatMap((group) => [...group.before, ...group.after]));
  for (const part of [...young, ...old].filter((one) => !matched.has(one))) {
    const isLater = young.includes(part);
    const candidates = groups
      .filter((group) => (isLater ? group.before : group.after).length === 1)
      .map((group) => {
        const [whole] = isLater ? group.before : group.after;
        const siblings = isLater ? group.after : group.before;
        return { siblings, share: whole === undefined ? 0 : ownShareIn(part, whole, siblings) };
      })
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share);
    candidates[0]?.siblings.push(part);
  }
}

/** How much of the part stands in the whole, if each of its siblings is a part too and lacks what this one has. */
function ownShareIn(part: Worded, whole: Worded, siblings: readonly Worded[]): number {
  const share = shareIn(part, whole);
  if (share < PART_AT || siblings.some((sibling) => shareIn(sibling, whole) < PART_AT)) return 0;
  const common = [...part.readings[0]].filter(([term]) => whole.readings[0].has(term));
  const own = common.filter(([term]) => siblings.every((sibling) => !sibling.readings[0].has(term)));
  return squares(own) >= OWN_PART_AT * squares(common) ? share : 0;
}

/** Share of the part's weight whose words stand in the whole, in the reading that finds more. */
function shareIn(part: Worded, whole: Worded, readings = BOTH_READINGS): number {
  return Math.max(
    ...readings.map((reading) => squaresWithin(part.readings[reading], whole.readings[reading])),
  );
}

function squaresWithin(part: WordVector, whole: WordVector): number {
  let sum = 0;
  for (const [term, weight] of part) if (whole.has(term)) sum += weight * weight;
  return sum;
}

function squares(terms: readonly (readonly [string, number])[]): number {
  return terms.reduce((sum, [, weight]) => sum + weight * weight, 0);
}

function likenessOf(one: Worded, other: Worded, readings = BOTH_READINGS): number {
  if (one.words === other.words) return 1;
  const cosines = readings.map((reading) => dot(one.readings[reading], other.readings[reading]));
  return Math.min(Math.max(...cosines), 0.999);
}

/** How many of recommendation, owners and end date agree, 0 to 3. */
function agreementOf({ action: one, owners }: Worded, { action: other, owners: others }: Worded): number {
  const recommendation = one.recommendation !== '' && one.recommendation === other.recommendation;
  const end = one.end !== null && one.end === other.end;
  return Number(recommendation) + Number(owners !== '' && owners === others) + Number(end);
}

function placeOf(group: Group): number {
  const positions = group.before.map(({ action }) => action.position);
  return positions.length > 0
    ? Math.min(...positions)
    : 1e6 + Math.min(...group.after.map(({ action }) => action.position));
}

function describe(group: Group, position: number): Change {
  const before = inOrder(group.before);
  const after = inOrder(group.after);
  const [endBefore, endAfter] = [lastEnd(before), lastEnd(after)];
  const [whole] = group.before;
  const alike = group.after.map((one) => (whole === undefined ? 0 : likenessOf(whole, one)));
  const matched = before.length > 0 && after.length > 0;
  return {
    position,
    change: changeOf(before.length, after.length),
    before_positions: before.map((action) => action.position),
    after_positions: after.map((action) => action.position),
    similarity: matched ? Math.round(Math.max(...alike) * 1000) / 1000 : null,
    reworded:
      matched &&
      group.before.map(({ words }) => words).join(' ') !== group.after.map(({ words }) => words).join(' '),
    days_moved: matched && endBefore !== null && endAfter !== null ? daysBetween(endBefore, endAfter) : null,
    end_before: endBefore,
    end_after: endAfter,
    owner_change: ownerChangeOf(ownersKey(before), ownersKey(after)),
    status_before: statusOf(before),
    status_after: statusOf(after),
    text_before: textOf(before),
    text_after: textOf(after),
  };
}

function changeOf(before: number, after: number): Change['change'] {
  if (after === 0) return 'dropped';
  if (before === 0) return 'new';
  if (after > 1) return 'split';
  return before > 1 ? 'merged' : 'kept';
}

function ownerChangeOf(before: string, after: string): Change['owner_change'] {
  if (before === after) return before === '' ? 'none' : 'same';
  if (before === '') return 'added';
  return after === '' ? 'removed' : 'changed';
}

function ownersKey(actions: readonly VersionAction[]): string {
  const names = actions.flatMap(({ owners }) => owners.map((owner) => wordsOf(owner).join(' ')));
  return [...new Set(names)].sort().join('; ');
}

/** The least advanced status of several actions; `null` for none. */
function statusOf(actions: readonly VersionAction[]): string | null {
  const order = ['unknown', 'not_started', 'under_way', 'done'];
  const statuses = actions.map(({ status }) => status);
  return statuses.sort((a, b) => order.indexOf(a) - order.indexOf(b))[0] ?? null;
}

function lastEnd(actions: readonly VersionAction[]): IsoDay | null {
  const ends = actions.flatMap(({ end }) => (end === null ? [] : [end]));
  return ends.sort().at(-1) ?? null;
}

function textOf(actions: readonly VersionAction[]): string | null {
  return actions.length === 0 ? null : actions.map(({ text }) => text).join(' / ');
}

function inOrder(worded: readonly Worded[]): VersionAction[] {
  return worded.map(({ action }) => action).sort((a, b) => a.position - b.position);
}
