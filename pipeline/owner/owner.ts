/**
 * Door of the owner stage: an owner cell, or a plan's actions with their cells, to the people, posts and bodies
 * named, each with a role that compares across councils. What an owner is stands in the conventions ("Owners").
 */
import { cutOwners } from './cut.ts';
import type { OwnerRun } from './cut.ts';
import { findDoers } from './doers.ts';
import { nameKey } from './people.ts';
import { findRole } from './roles.ts';
import { cutSegments } from './segments.ts';
import { readTokens, type OwnerToken } from './tokens.ts';
import type { Owner, RoleCell, SplitAction } from '../model.ts';

/** What helps to read a cell. */
export interface OwnerContext {
  /** The cell's lines or paragraphs, where they can be told apart. */
  lines?: readonly string[];
  /** The column's header or the label, e.g. `Cabinet Lead`. */
  header?: string;
  /** Names of people known from the plan's other cells, lower-cased, without titles. */
  people?: ReadonlySet<string>;
}

/** What the split stage knows of owners in a plan as a whole. */
export interface OwnerFacts {
  hasOwnerColumn: boolean;
  /** Words that name a collective owner for the whole plan; empty when none. */
  collectiveOwner: string;
}

const NO_PEOPLE: ReadonlySet<string> = new Set();
const DITTO = /^\W*(?:as above|see above|ditto|as per above|same as above)\W*$/iu;
const LONGEST_CELL = 1500;

/**
 * Owners named in a cell, in order, each as the plan writes it: `CMT - led by Mark Heath` gives CMT and Mark Heath;
 * `Director of Policy & Transformation` is one. Empty for a cell that names nobody (`TBC`, `?`, `N/A`).
 * Reads the first 1,500 characters.
 */
export function findOwners(cell: string, context: OwnerContext = {}): Owner[] {
  const { lines = [], header = '', people = NO_PEOPLE } = context;
  const text = (lines.length > 1 ? lines.join('\n') : cell).slice(0, LONGEST_CELL);
  return readRuns(text, people)
    .map(({ run, text }) => ({ text, ...findRole(run, header), basis: 'stated' as const }))
    .filter(isFirst);
}

/**
 * Owners of each action, in the same order. Several owner columns count, the same post once; inherited cells give
 * basis `inherited`; lettered actions of one row take their own line where lines and actions agree in number; in a
 * plan without an owner column a doer in the action's own words is its owner; the collective owner has the rest.
 */
export function ownActions(actions: readonly SplitAction[], facts: OwnerFacts): Owner[][] {
  const people = findPeople(actions);
  const collective = findCollective(facts.collectiveOwner, people);
  const rows = Map.groupBy(actions, (action) => action.row);
  let above: Owner[] = [];
  return actions.map((action) => {
    const cells = action.cells.filter((cell) => cell.role === 'owner');
    const owners = cells
      .flatMap((cell) => {
        if (DITTO.test(cell.text)) {
          return above.map((owner) => inherit(owner));
        }
        const own = ownLine(cell, action, rows.get(action.row) ?? [], people);
        const found = own ?? findOwners(cell.text, { lines: cell.lines, header: cell.header, people });
        return cell.inherited ? found.map((owner) => inherit(owner)) : found;
      })
      .filter(isFirst);
    if (owners.length > 0) above = owners;
    if (owners.length > 0) return owners;
    const doers = facts.hasOwnerColumn ? [] : findDoers(action.text, readRuns, people);
    if (doers.length > 0) {
      return doers
        .map(({ run, text }) => ({ text, ...findRole(run, ''), basis: 'stated' as const }))
        .filter(isFirst);
    }
    return collective;
  });
}

const RESPONSIBILITY =
  /^(?:\w+ )?(?:responsibility|accountability|ownership|oversight)\b[^.]*?\b(?:rests|lies|sits|is|remains) with\b/iu;

/** "All actions are owned collectively by": who follows. */
const OWNED = /^.*\b(?:owned|led|sponsored|delivered)(?: collectively| jointly| together)? by /iu;

/** The owners in a sentence about the whole plan: only what reads well as one, not "all actions in this plan". */
function findCollective(sentence: string, people: ReadonlySet<string>): Owner[] {
  const words = sentence.replace(RESPONSIBILITY, '').replace(OWNED, '');
  return readRuns(words, people)
    .filter(
      ({ run, text }) => run.form !== 'loose' && run.cost <= 1.5 && !/\b(?:plans?|actions?)\b/iu.test(text),
    )
    .map(({ run, text }) => ({ text, ...findRole(run, ''), basis: 'inherited' as const }))
    .filter(isFirst);
}

/** One owner as read, with its words. */
export interface ReadOwner {
  run: OwnerRun;
  text: string;
}

/** What was read with the same people in mind, by text: a plan names the same few owners over and over. */
const remembered = new WeakMap<ReadonlySet<string>, Map<string, readonly ReadOwner[]>>();
const REMEMBERED_TEXTS = 2_000;

function readRuns(text: string, people: ReadonlySet<string>): readonly ReadOwner[] {
  const known = remembered.get(people) ?? new Map<string, readonly ReadOwner[]>();
  const found = known.get(text) ?? readAnew(text, people);
  if (known.size >= REMEMBERED_TEXTS) known.clear();
  known.set(text, found);
  remembered.set(people, known);
  return found;
}

function readAnew(text: string, people: ReadonlySet<string>): ReadOwner[] {
  return cutSegments(text).flatMap((segment) =>
    readSegment(segment, people).flatMap((run) => {
      const written = writeOwner(segment, run);
      const whole = /^(?:and|or|also|the|all of|other|etc|e\.g)?[.,\s]*$/iu.test(written);
      return whole ? [] : [{ run, text: written }];
    }),
  );
}

/** Segments as read without anybody in mind, by text: who is known from elsewhere matters to few of them. */
const rememberedSegments = new Map<string, readonly OwnerRun[]>();

function readSegment(segment: string, people: ReadonlySet<string>): readonly OwnerRun[] {
  const tokens = readTokens(segment);
  if (mayName(tokens, people)) return cutOwners(tokens, people);
  const runs = rememberedSegments.get(segment) ?? cutOwners(tokens, NO_PEOPLE);
  if (rememberedSegments.size >= REMEMBERED_TEXTS) rememberedSegments.clear();
  rememberedSegments.set(segment, runs);
  return runs;
}

/** True where a token may begin the name of one of the people. */
function mayName(tokens: readonly OwnerToken[], people: ReadonlySet<string>): boolean {
  if (people.size === 0) return false;
  const firsts = new Set([...people].map((name) => name.split(' ', 1)[0]));
  return tokens.some(({ text }) => firsts.has(text.toLowerCase().split(' ', 1)[0]));
}

const LEAD_IN =
  /^(?:(?:both|each of|(?:a |relevant )?members? of|appropriate|relevant|respective|and|also|either)\s+)+/iu;

/** The owner's words as the plan has them, without a leading article; "The Chamberlain" keeps its own. */
function writeOwner(segment: string, run: OwnerRun): string {
  const first = run.tokens[0];
  const last = run.tokens.at(-1);
  if (first === undefined || last === undefined) return '';
  let text = segment.slice(first.start, last.end).replace(/\s+/gu, ' ');
  const known = first.class !== 'J' && run.tokens.find((token) => token.class !== 'o')?.class !== 'N';
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(LEAD_IN, '').replace(known ? /^(?:the|an?)\s+/iu : /^an?\s+/u, '');
  }
  return trimMarks(text);
}

function trimMarks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && /[\s,.;:–-]/u.test(text[start] ?? '')) start += 1;
  while (end > start && /[\s,;:–-]/u.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end).replace(/(?<=[^.\s]{2})\.$/u, '');
}

/** The owners of one of a row's actions, where the cell lists as many lines or posts as there are actions. */
function ownLine(
  cell: RoleCell,
  action: SplitAction,
  row: readonly SplitAction[],
  people: ReadonlySet<string>,
): Owner[] | undefined {
  if (row.length < 2) return undefined;
  if (!row.every((other) => other.cells.some(({ role, text }) => role === 'owner' && text === cell.text))) {
    return undefined;
  }
  const lines = sayDitto(cell.lines.filter((line) => line.trim() !== ''));
  const place = row.indexOf(action);
  const lettered = row.every(({ marker }) => /[\p{L}\d]/u.test(marker));
  if (!lettered && !areListed(lines, row)) return undefined;
  if (lines.length === row.length) {
    const clean = lines.every((line) => readRuns(line, people).every(({ run }) => run.cost < 2));
    return clean ? findOwners(lines[place] ?? '', { header: cell.header, people }) : undefined;
  }
  const runs = lines.length === 1 ? readRuns(cell.text, people) : [];
  // Joint owners are parted by marks; posts run together were lines of their own before the text was flattened.
  const runTogether =
    runs.length === row.length && row.length > 2 && runs.slice(1).every(({ run }) => isUnparted(run));
  return runTogether ? findOwners(runs[place]?.text ?? '', { header: cell.header, people }) : undefined;
}

/**
 * True for lines beside unlettered actions that answer them one by one, not a pair that shares them all: a post comes
 * again, or another cell of the row lists as many lines.
 */
function areListed(lines: readonly string[], row: readonly SplitAction[]): boolean {
  if (lines.length !== row.length) return false;
  const again = new Set(lines.map((line) => line.trim().toLowerCase())).size < lines.length;
  const [first] = row;
  return (
    again ||
    (first?.cells ?? []).some(
      (cell) =>
        cell.role !== 'owner' && cell.lines.filter((line) => line.trim() !== '').length === row.length,
    )
  );
}

/** "ditto" under a name is that name. */
function sayDitto(lines: readonly string[]): string[] {
  const said: string[] = [];
  for (const line of lines) said.push((DITTO.test(line) ? said.at(-1) : undefined) ?? line);
  return said;
}

function isUnparted(run: OwnerRun): boolean {
  return run.tokens[0]?.before === '' && run.tokens[0].start > 0 && run.cost < 2;
}

/** Names that stand by themselves somewhere in the plan, which tell names run together elsewhere apart. */
function findPeople(actions: readonly SplitAction[]): ReadonlySet<string> {
  const texts = new Set(
    actions.flatMap(({ cells }) => cells.filter(({ role }) => role === 'owner').map(({ text }) => text)),
  );
  const people = new Set<string>();
  for (const text of texts) {
    for (const segment of cutSegments(text.slice(0, LONGEST_CELL))) {
      const runs = readSegment(segment, NO_PEOPLE);
      runs.forEach((run, index) => {
        const parted = run.tokens[0]?.before !== '' || index === 0;
        const next = runs[index + 1];
        const closed = next === undefined || next.tokens[0]?.before !== '' || next.tokens[0]?.class === 'T';
        const size = run.tokens.length;
        if (run.form === 'person' && run.cost <= 1.7 && parted && closed && size <= 3)
          people.add(nameKey(run.tokens));
      });
    }
  }
  return people;
}

function inherit(owner: Owner): Owner {
  return { ...owner, basis: 'inherited' };
}

function isFirst(owner: Owner, index: number, owners: readonly Owner[]): boolean {
  if (index === 0) return true;
  const key = keyOf(owner);
  return owners.findIndex((other) => keyOf(other) === key) === index;
}

function keyOf(owner: Owner): string {
  return (owner.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== 'the').join(' ');
}
