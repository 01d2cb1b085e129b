/** The annotated layouts hold together: words stand in their plan, kinds agree with dates, every plan has its facts. */
import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../pipeline/csv.ts';
import { readDocument } from '../../pipeline/read/read.ts';

interface GoldAction {
  text: string;
  owners: string[];
  kind: string;
  start: string | null;
  end: string | null;
}

const FOLDERS = [
  'tuned',
  ...' second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth'
    .split(' ')
    .map((set) => (set === '' ? 'outside' : `outside-${set}`)),
];
const plansIn = (name: string) =>
  readdirSync(new URL(`${name}/`, import.meta.url)).filter(
    (file) => /\.(?:txt|html|md|pdf|docx|odt|xlsx)$/u.test(file) && file !== 'README.md',
  );
const plans = FOLDERS.flatMap((name) => plansIn(name).map((file): [string, string] => [name, file]));

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/<[^<>]*>/gu, ' ')
    .replaceAll('&amp;', '&')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of an office document, as its reader gives them. */
async function textOf(bytes: Uint8Array, name: string): Promise<string> {
  const { value } = await readDocument(bytes, { name });
  return (value?.blocks ?? [])
    .map((block) =>
      block.type === 'table'
        ? block.rows.flatMap((row) => row.cells.map((cell) => cell.text)).join('\n')
        : block.text,
    )
    .join('\n');
}

const DATED: Record<string, [boolean, boolean]> = {
  by: [false, true],
  in: [true, true],
  from: [true, false],
  ongoing: [false, false],
  tbc: [false, false],
  none: [false, false],
};

describe.each(plans)('%s/%s', (name, plan) => {
  const folder = new URL(`${name}/`, import.meta.url);
  let words = new Set<string>();
  /** First halves of words broken with a hyphen (`evalua` of "evalua- tion") or by the foot of a page, at a cell's end. */
  let halves = new Set<string>();
  beforeAll(async () => {
    const bytes = readFileSync(new URL(plan, folder));
    const isText = /\.(?:txt|html|md)$/u.test(plan);
    const text = isText ? bytes.toString('utf8') : await textOf(bytes, plan);
    words = new Set(wordsOf(text));
    halves = new Set(
      [...text.matchAll(/(?<!\p{L})(\p{L}{2,20})-\s|(?<!\p{L})(\p{L}{1,20})(?=\t)/gu)].map((match) =>
        (match[1] ?? match[2] ?? '').toLowerCase(),
      ),
    );
  });
  const stands = (word: string): boolean =>
    words.has(word) ||
    [...halves].some((half) => word.startsWith(half) && words.has(word.slice(half.length)));
  const gold = readFileSync(new URL(plan.replace(/\.\w+$/u, '.jsonl'), folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldAction);

  it('has at least six actions in its own words', () => {
    expect(gold.length).toBeGreaterThanOrEqual(6);
    for (const { text, owners } of gold) {
      expect(wordsOf([text, ...owners].join(' ')).filter((word) => !stands(word))).toEqual([]);
    }
  });

  it('has dates where its kinds call for them', () => {
    const odd = gold.filter(({ kind, start, end }) => {
      const [starts, ends] = DATED[kind] ?? [start !== null, end !== null];
      const ordered = start === null || end === null || start <= end;
      return starts !== (start !== null) || ends !== (end !== null) || !ordered;
    });
    expect(odd).toEqual([]);
  });
});

it.each(FOLDERS)('registers every plan of %s and nothing else', (name) => {
  const listed = plansIn(name);
  const register = parseCsv(readFileSync(new URL(`${name}/plans.csv`, import.meta.url), 'utf8'));
  expect(new Set(register.map((row) => row['file']))).toEqual(new Set(listed));
  expect(register.length).toBe(listed.length);
  expect(listed.length).toBeGreaterThanOrEqual(12);
});
