/**
 * Running text without dates, for counting false ones: sentences as reports write them, full of numbers, names and
 * words that look like times, put together by a fixed sequence of choices.
 */
import { readCases } from './case-files.ts';

/** About `words` words of date-free prose, the same every time. */
export function runningText(words: number): string {
  const sentences = readCases('running-text.tsv');
  const parts: string[] = [];
  let count = 0;
  for (let step = 0; count < words; step += 1) {
    const { sentence = '' } =
      sentences[(step * 7 + Math.floor(step / sentences.length)) % sentences.length] ?? {};
    const filled = sentence.replaceAll(/\{(\w+)\}/g, (_, slot: string) => pick(slot, step));
    parts.push(filled);
    count += filled.split(/\s+/).length;
  }
  return parts.join(' ');
}

const SLOTS: Readonly<Record<string, readonly string[]>> = {
  number: ['12', '151', '24', '106', '3', '48', '2,050', '75', '18', '7', '60', '300', '1.2', '4.5', '9'],
  body: [
    'Cabinet',
    'the Audit Committee',
    'Full Council',
    'the leadership team',
    'the Scrutiny Board',
    'officers',
  ],
  thing: [
    'budget',
    'workforce plan',
    'customer portal',
    'risk register',
    'scheme of delegation',
    'asset list',
  ],
  person: [
    'Cllr June Porter',
    'Cllr May Whitfield',
    'April Jones',
    'Jan Peters',
    'Dr Augusta March',
    'Cllr Winter',
  ],
};

function pick(slot: string, step: number): string {
  const choices = SLOTS[slot] ?? [slot];
  return choices[(step * 5 + slot.length) % choices.length] ?? slot;
}
