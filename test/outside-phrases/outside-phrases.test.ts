/**
 * Time phrases, owner cells and status texts written and answered by a reader who had not seen the rules. Every row is
 * read as that person read it, but those marked as gaps: these must still fail, so that a repair shows itself.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findOwners } from '../../pipeline/owner/owner.ts';
import { dateActions, parseTimescale } from '../../pipeline/timescale/timescale.ts';
import { actionOf } from '../timescale/action-cases.ts';

function readRows(name: string): string[][] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}

/** Owners without marks and order, as the annotator compared them. */
function foldOwners(owners: readonly string[]): string {
  return owners
    .map((owner) => (owner.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' '))
    .filter(Boolean)
    .sort()
    .join(' | ');
}

describe('time phrases', () => {
  it.each(readRows('timescales.tsv'))(
    '%s (%s)',
    (phrase = '', planDate = '', kind = '', start = '', end = '', status = '', gap = '') => {
      const parsed = parseTimescale(phrase, { planDate });
      const said = status === 'unknown' || status === '-' ? '' : status;
      const want = [kind, start, end, said].join(' ');
      const got = [parsed.kind, parsed.start ?? '-', parsed.end ?? '-', said && parsed.status].join(' ');
      expect({ got, want, right: got === want }).toEqual({ got, want, right: gap === '' });
    },
  );
});

describe('owner cells', () => {
  it.each(readRows('owners.tsv'))('%s', (cell = '', owners = '', gap = '') => {
    const got = foldOwners(findOwners(cell).map(({ text }) => text));
    const want = foldOwners(owners.split(' | '));
    expect({ got, want, right: got === want }).toEqual({ got, want, right: gap === '' });
  });
});

describe('status texts', () => {
  it.each(readRows('statuses.tsv'))('%s', (text = '', status = '', gap = '') => {
    const [dated] = dateActions([actionOf('Set up a trade hub', 0, [{ role: 'status', text }])], {
      planDate: '2025-11-01',
    });
    const got = dated?.status;
    expect({ got, right: got === status }).toEqual({ got, right: gap === '' });
  });
});
