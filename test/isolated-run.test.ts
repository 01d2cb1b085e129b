/** Whole documents in workers: the same plans as in this thread, as JSON, and issues where there is none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contentHashOf } from '../pipeline/content-hash.ts';
import { processIsolated, processToText } from '../pipeline/isolated-run.ts';
import { closeReaders, readIsolated } from '../pipeline/read/isolation.ts';
import { processDocument } from '../pipeline/run.ts';

const EXAMPLES = join(import.meta.dirname, '../data/example-plans');
const facts = { name: 'plan', planDate: '2025-03' };

afterAll(closeReaders);

describe('a document in a worker', () => {
  it.each(['wexmoor.txt', 'kingsmead.html', 'northgate-bay.docx', 'ellenshire.xlsx', 'harrowdale.pdf'])(
    'gives for %s what it gives in this thread',
    async (name) => {
      const bytes = readFileSync(join(EXAMPLES, name));
      const here = await processDocument(bytes, facts);
      expect(here.value?.actions.length).toBeGreaterThan(5);
      const { json, contentHash } = await processToText(bytes, facts);
      expect(json).toBe(JSON.stringify(here));
      expect(contentHash).toBe(here.value === null ? '' : contentHashOf(here.value));
    },
  );

  it('leaves the bytes it was given whole, and gives the same again', async () => {
    const bytes = readFileSync(join(EXAMPLES, 'harrowdale.pdf'));
    const first = await processToText(bytes, facts);
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(await processToText(bytes, facts)).toEqual(first);
  });

  it('says why there is none', async () => {
    const outcome = await processIsolated(new Uint8Array(0), facts);
    expect(outcome.value).toBeNull();
    expect(outcome.issues.map(({ code }) => code)).toEqual(['empty-file']);
    expect(await processToText(new Uint8Array(0), facts)).toEqual({
      json: JSON.stringify(outcome),
      contentHash: '',
    });
  });

  it('goes on beside workers that only read', async () => {
    const text = readFileSync(join(EXAMPLES, 'wexmoor.txt'));
    const [plan, document, other] = await Promise.all([
      processIsolated(text, facts),
      readIsolated(text, { name: 'read' }),
      processIsolated(text, facts),
    ]);
    expect(plan.value?.actions.length).toBeGreaterThan(5);
    expect(document.value?.blocks.length).toBeGreaterThan(5);
    expect(other).toEqual(plan);
  });
});
