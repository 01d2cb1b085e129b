/**
 * Speed of reading phrases beside untouched chrono: phrases a second when warm, the first phrase after import, and
 * how the time grows with the length of awkward input. `node test/timescale/bench-timescale.ts`.
 */
import { phraseFiles, readCases } from './case-files.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const now = () => performance.now();

const imported = now();
const { normaliseTimescale } = await import('../../pipeline/timescale/timescale.ts');
const started = now();
normaliseTimescale('Spring 2024', { planDate: '2024-02' });
print(`import ${(started - imported).toFixed(0)} ms, first phrase ${(now() - started).toFixed(0)} ms`);

const { normaliseWithChrono } = await import('./chrono-baseline.ts');
const phrases = phraseFiles().flatMap((file) => readCases(`cases/${file}`));
for (const [name, read] of [
  ['ours', normaliseTimescale],
  ['chrono', normaliseWithChrono],
] as const) {
  const rates = Array.from({ length: 6 }, () => {
    const from = now();
    for (let round = 0; round < 4; round += 1) {
      for (const { phrase = '', plan = '' } of phrases) read(phrase, { planDate: plan });
    }
    return (4000 * phrases.length) / (now() - from);
  });
  print(`${name.padEnd(8)}${Math.round(Math.max(...rates))} phrases a second, best of 6`);
}

const UNITS = [
  '31/03/24 ',
  'March 2024 ',
  '2024/25 ',
  'by end of ',
  'every ',
  'to ',
  '– ',
  'may ',
  '1',
  ' ',
  'Q1 to ',
  '12 months after ',
];
print(
  `${'milliseconds for'.padEnd(20)}${['2,500', '5,000', '10,000', '20,000'].map((size) => size.padStart(9)).join('')}   chrono 10,000`,
);
for (const unit of UNITS) {
  const times = [2500, 5000, 10_000, 20_000].map((length) => best(length, unit, normaliseTimescale));
  const theirs = best(10_000, unit, normaliseWithChrono);
  print(
    `${JSON.stringify(unit).padEnd(20)}${times.map((time) => time.toFixed(1).padStart(9)).join('')}${theirs.toFixed(1).padStart(16)}`,
  );
}

function best(length: number, unit: string, read: typeof normaliseWithChrono): number {
  const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const times = Array.from({ length: 3 }, () => {
    const from = now();
    read(text, { planDate: '2024-02' });
    return now() - from;
  });
  return Math.min(...times);
}
