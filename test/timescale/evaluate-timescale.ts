/**
 * Scores timescales on the project's own cases and, where their paths are given, on real phrases, seeds and other
 * projects' cases, with untouched chrono beside. Run by `npm run evaluate`, or by itself.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findExpressions } from '../../pipeline/timescale/parse-timescale.ts';
import { normaliseTimescale } from '../../pipeline/timescale/timescale.ts';
import type { Legend } from '../../pipeline/timescale/timescale.ts';
import { CASE_LEGEND, phraseFiles, readCases } from './case-files.ts';
import { normaliseWithChrono } from './chrono-baseline.ts';
import { runningText } from './running-text.ts';

/** One phrase with what it should give; `-` is open. `accept` are other ranges that are right as well. */
interface Phrase {
  text: string;
  planDate: string;
  legend: Legend;
  kind: string;
  start: string;
  end: string;
  accept: string[];
  /** Both ends of the period of which any later, earlier or inner part counts, with which part. */
  within?: [string, string, string];
}

/** Shares right of one set, for us and for chrono as it comes. */
export interface TimescaleScore {
  set: string;
  count: number;
  range: number;
  kind: number;
  both: number;
  chronoRange: number;
}

/** Paths of sets that are not part of the project; left out where they do not exist. */
export interface OtherSets {
  gold?: string;
  seeds?: string;
  recognizers?: string;
}

/** The score of every set, and false dates in 1,000 words of running text. */
export function scoreTimescales(others: OtherSets): { scores: TimescaleScore[]; falseDatesPer1000: number } {
  const sets: [string, Phrase[]][] = [
    ['own cases', ownPhrases()],
    ['own negatives', ownNegatives()],
  ];
  if (others.gold !== undefined && existsSync(others.gold))
    sets.push(['real phrases', tablePhrases(others.gold)]);
  if (others.seeds !== undefined && existsSync(others.seeds)) sets.push(...seedSets(others.seeds));
  if (others.recognizers !== undefined && existsSync(others.recognizers)) {
    sets.push(['Recognizers and Duckling, plan wording', recognizersPhrases(others.recognizers)]);
  }
  return { scores: sets.map(([set, phrases]) => score(set, phrases)), falseDatesPer1000: countFalseDates() };
}

/** The table as lines of text. */
export function timescaleTable(others: OtherSets): string[] {
  const { scores, falseDatesPer1000 } = scoreTimescales(others);
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`.padStart(7);
  return [
    `${'set'.padEnd(40)}${'n'.padStart(5)}${'range'.padStart(8)}${'kind'.padStart(8)}${'both'.padStart(8)}${'chrono'.padStart(8)}`,
    ...scores.map(
      (one) =>
        `${one.set.padEnd(40)}${String(one.count).padStart(5)} ${percent(one.range)} ${percent(one.kind)} ${percent(one.both)} ${percent(one.chronoRange)}`,
    ),
    `false dates in running text: ${falseDatesPer1000.toFixed(2)} per 1,000 words`,
  ];
}

function score(set: string, phrases: readonly Phrase[]): TimescaleScore {
  const totals = { range: 0, kind: 0, both: 0, chrono: 0 };
  for (const phrase of phrases) {
    const ours = normaliseTimescale(phrase.text, phrase);
    const range = isRight(phrase, ours);
    const kind = ours.kind === phrase.kind;
    totals.range += Number(range);
    totals.kind += Number(kind);
    totals.both += Number(range && kind);
    totals.chrono += Number(isRight(phrase, normaliseWithChrono(phrase.text, phrase)));
  }
  const share = (total: number) => total / Math.max(1, phrases.length);
  return {
    set,
    count: phrases.length,
    range: share(totals.range),
    kind: share(totals.kind),
    both: share(totals.both),
    chronoRange: share(totals.chrono),
  };
}

function isRight(phrase: Phrase, { start, end }: { start: string | null; end: string | null }): boolean {
  const got = `${start ?? '-'}..${end ?? '-'}`;
  if (got === `${phrase.start}..${phrase.end}` || phrase.accept.includes(got)) return true;
  if (phrase.within === undefined || start === null || end === null || start > end) return false;
  const [part, first, last] = phrase.within;
  if (part === 'end') return end === phrase.end && start > first;
  if (part === 'start') return start === phrase.start && end < last;
  return start > first && end < last;
}

function ownPhrases(): Phrase[] {
  return phraseFiles().flatMap((file) =>
    readCases(`cases/${file}`).map((row) =>
      phraseOf(row, row['plan'] ?? '', file.startsWith('legend') ? CASE_LEGEND : {}),
    ),
  );
}

function ownNegatives(): Phrase[] {
  return readCases('cases/negatives.tsv').map((row) =>
    phraseOf({ ...row, kind: 'none' }, row['plan'] ?? '', {}),
  );
}

function phraseOf(row: Record<string, string>, planDate: string, legend: Legend): Phrase {
  return {
    text: row['phrase'] ?? '',
    planDate,
    legend,
    kind: row['kind'] ?? 'none',
    start: row['start'] || '-',
    end: row['end'] || '-',
    accept: [],
  };
}

function readTable(path: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const columns = (head ?? '').split('\t');
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((cell, index) => [columns[index] ?? '', cell])),
  );
}

function tablePhrases(path: string): Phrase[] {
  return readTable(path).map((row) => phraseOf(row, row['anchor_date'] ?? '', {}));
}

function seedSets(path: string): [string, Phrase[]][] {
  const legend: Legend = {
    'short term': ['2023-11-01', '2023-12-31'],
    'medium term': ['2024-01-01', '2024-03-31'],
    'long term': ['2024-04-01', null],
  };
  const rows = readTable(path).filter((row) => row['scored'] !== 'soft');
  const phrases = (wanted: (row: Record<string, string>) => boolean) =>
    rows
      .filter(wanted)
      .map((row) =>
        phraseOf(row, row['anchor'] ?? '', (row['plan'] ?? '').startsWith('southwark') ? legend : {}),
      );
  return [
    ['seeds, dated', phrases((row) => row['start'] !== '' || row['end'] !== '')],
    ['seeds, undated', phrases((row) => row['start'] === '' && row['end'] === '' && row['scored'] !== 'neg')],
    ['seeds, negatives', phrases((row) => row['scored'] === 'neg')],
  ];
}

interface RecognizersCase {
  text: string;
  ref: string;
  plan: boolean;
  expected: { kind: string; start: string | null; end: string | null };
  accept?: { start: string | null; end: string | null }[];
  fuzzy?: string;
  parent?: [string, string];
}

function recognizersPhrases(path: string): Phrase[] {
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: RecognizersCase[] };
  return cases
    .filter(({ plan }) => plan)
    .map(({ text, ref, expected, accept, fuzzy, parent }) => ({
      text,
      planDate: ref,
      legend: {},
      kind: expected.kind,
      start: expected.start ?? '-',
      end: expected.end ?? '-',
      accept: (accept ?? []).map(({ start, end }) => `${start ?? '-'}..${end ?? '-'}`),
      ...(fuzzy !== undefined && parent !== undefined
        ? { within: [fuzzy, parent[0], parent[1]] as [string, string, string] }
        : {}),
    }));
}

function countFalseDates(): number {
  const text = runningText(20_000);
  const found = findExpressions(text, { planDate: '2024-06-12' }).filter(
    ({ start, end }) => start !== null || end !== null,
  );
  return (1000 * found.length) / text.split(/\s+/).length;
}

if (import.meta.main) {
  const shared = join(import.meta.dirname, '../../../shared');
  const lines = timescaleTable({
    gold: join(shared, 'gold/timescales.tsv'),
    seeds: join(shared, 'peer-suites/seed-timescales.tsv'),
    recognizers: join(shared, 'peer-suites/recognizers-dateranges.json'),
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}
