/** Whole layouts of invented councils: `layouts/NAME.txt|html` with its actions in `NAME.jsonl`, in order. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SplitAction } from '../../pipeline/model.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { splitPlan } from '../../pipeline/split/split.ts';

const folder = new URL('layouts/', import.meta.url);
const files = readdirSync(folder).filter((name) => !name.endsWith('.jsonl'));

interface Expected {
  text: string;
  /** Refs, joined with commas; checked only where given, as are owner and when. */
  rec?: string;
  owner?: string;
  when?: string;
}

const TIMES = new Set(['timescale', 'start', 'end', 'original-date', 'revised-date']);

function cellsText(action: SplitAction, isWanted: (role: string) => boolean): string {
  return action.cells
    .filter((cell) => isWanted(cell.role) && cell.text !== '')
    .map((cell) => cell.text)
    .join(' | ');
}

function describeAction(action: SplitAction, wanted: Expected | undefined): Expected {
  return {
    text: action.text,
    ...(wanted?.rec === undefined ? {} : { rec: action.recommendations.join(',') }),
    ...(wanted?.owner === undefined ? {} : { owner: cellsText(action, (role) => role === 'owner') }),
    ...(wanted?.when === undefined ? {} : { when: cellsText(action, (role) => TIMES.has(role)) }),
  };
}

test('there are layouts to read', () => {
  expect(files.length).toBeGreaterThanOrEqual(16);
});

test.each(files)('%s', async (name) => {
  const read = await readDocument(readFileSync(new URL(name, folder)), { name });
  const expected = readFileSync(new URL(name.replace(/\.[a-z]+$/, '.jsonl'), folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Expected);
  expect(read.value).not.toBeNull();
  if (!read.value) return;
  const split = splitPlan(read.value, {}).value;
  const actions = (split?.actions ?? []).map((action, index) => describeAction(action, expected[index]));
  expect(actions).toEqual(expected);
});
