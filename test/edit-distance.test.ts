import { describe, expect, it } from 'vitest';
import { nearestWords } from '../pipeline/edit-distance.ts';

const COLUMNS = ['file', 'url', 'council', 'gss', 'plan_date', 'review_date', 'state'];

describe('the word that was meant', () => {
  it.each([
    ['councl', ['council']],
    ['Counsil', ['council']],
    ['plan_dat', ['plan_date']],
    ['filename', ['file']],
    ['reviewdate', ['review_date']],
    ['fiel', []],
    ['council', []],
    ['town', []],
    ['name', []],
    ['uri', ['url']],
    ['status', ['state']],
    ['', []],
  ])('%s', (word, meant) => {
    expect(nearestWords(word, COLUMNS)).toEqual(meant);
  });
});
