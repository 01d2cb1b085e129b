import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../pipeline/data-files.ts';
import { findSubject } from '../../pipeline/theme/heading-subject.ts';
import { THEMES } from '../../pipeline/model.ts';
import {
  classifyTheme,
  isUnsure,
  secondTheme,
  tagActions,
  themeFromWords,
} from '../../pipeline/theme/theme.ts';
import { readTrainingData } from '../../pipeline/theme/training-data.ts';
import { readCases } from './theme-cases.ts';

describe('classifyTheme', () => {
  const cases = readCases('theme-cases.tsv');

  it('has a case for both sides of the borders', () => {
    expect(cases.length).toBeGreaterThanOrEqual(30);
  });

  it.each(cases)('$theme: $text ($recommendation)', ({ theme, ...input }) => {
    const found = classifyTheme({ text: '', ...input })[0]?.theme ?? '';
    const isRight = theme?.startsWith('!') ? found !== theme.slice(1) : found === theme;
    expect(isRight, `found ${found}`).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['one word', 'Budget'],
    ['another word', 'Agree'],
    ['numbers', '12 345.67 2024/25 100%'],
    ['signs', '🎉 — ¿?'],
    ['German', 'Der Gemeinderat muss den Haushalt bis Ende März beschließen und die Schulen sanieren'],
    ['Welsh', "Mae angen i'r cyngor ddatblygu cynllun newydd ar gyfer y gweithlu"],
    ['100,000 letters', 'x'.repeat(100_000)],
    ['100,000 characters of words', 'budget savings '.repeat(6_667)],
    ['lone surrogates', '\uD800 \uDFFF'],
  ])('is unsure of %s, and spreads its probability', (_, text) => {
    const tags = classifyTheme({ text });
    expect(isUnsure(tags)).toBe(true);
    expect(tags.map(({ theme }) => theme).toSorted()).toEqual(THEMES.toSorted());
    for (const { probability } of tags) expect(probability).toBeGreaterThan(0);
    expect(tags.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 10);
  });

  it('takes the theme that the plan states, and is never unsure of it', () => {
    const tags = classifyTheme({ text: 'Train all staff', stated: 'Finance' });
    expect(tags[0]).toEqual({ theme: 'finance', probability: 1, basis: 'stated', evidence: ['Finance'] });
    expect(isUnsure(tags)).toBe(false);
    const under = classifyTheme({ text: 'Select supplier.', heading: 'Theme 3: Governance and Culture' });
    expect(under[0]?.theme).toBe('governance');
    expect(under[0]?.basis).toBe('stated');
  });

  it('reads a theme column that names no theme as words', () => {
    const [first] = classifyTheme({ text: 'Agree the scope.', stated: 'Budget and savings plan' });
    expect(first).toMatchObject({ theme: 'finance', basis: 'model' });
  });

  it('gives the words and the context that carried the answer', () => {
    const [first] = classifyTheme({
      text: 'Close the gap in the MTFS',
      recommendation: 'Set a robust savings programme',
    });
    expect(first?.evidence[0]).toBe('medium term financial strategy');
    expect(first?.evidence.at(-1)).toBe('recommendation: savings programme');
  });

  it('names a second theme only when it fits nearly as well', () => {
    expect(secondTheme(classifyTheme({ text: 'Budget training for managers' }))?.theme).toBe('finance');
    expect(secondTheme(classifyTheme({ text: 'Update the medium term financial strategy' }))).toBeNull();
  });
});

describe('tagActions', () => {
  const recommendation = 'Improve how things are done';
  const family = [
    'Review the scheme of delegation',
    'Councillor induction and member development',
    'Publish the scrutiny work programme',
    'Discuss in May',
  ];

  it('answers like classifyTheme with the siblings given', () => {
    const tagged = tagActions(family.map((text) => ({ text, recommendation })));
    family.forEach((text, index) => {
      const siblings = family.filter((other) => other !== text);
      expect(tagged[index]).toEqual(classifyTheme({ text, recommendation, siblings }));
    });
    expect(tagged[3]?.[0]?.theme).toBe('governance');
  });

  it('makes no family of actions that share only a title', () => {
    const tagged = tagActions(family.map((text) => ({ text, heading: 'Peer challenge action plan' })));
    expect(tagged[3]).toEqual(classifyTheme({ text: family[3] ?? '' }));
  });

  it('keeps its 200 guarded predictions', async () => {
    const rows = readTrainingData();
    const step = Math.floor(rows.length / 200);
    const inputs = rows
      .filter((_, index) => index % step === 0)
      .slice(0, 200)
      .map(({ text, recommendation }) => ({ text, recommendation }));
    const lines = tagActions(inputs).map((tags, index) => {
      const shares = tags.map(({ theme, probability }) => `${theme} ${probability.toFixed(4)}`);
      return [isUnsure(tags) ? 'unsure' : 'sure', ...shares, inputs[index]?.text].join('\t');
    });
    expect(lines).toHaveLength(200);
    expect(lines.filter((line) => line.startsWith('sure')).length).toBeGreaterThan(120);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('snapshots/predictions.tsv');
  });
});

describe('themeFromWords', () => {
  it.each(readCases('theme-name-cases.tsv'))('$words → $heading, $column', ({ words, heading, column }) => {
    expect(themeFromWords(words ?? '') ?? '-').toBe(heading);
    expect(themeFromWords(words ?? '', 'column') ?? '-').toBe(column);
  });
});

describe('findSubject', () => {
  it.each(readCases('heading-subject-cases.tsv'))(
    '$heading ($recommendation)',
    ({ heading, recommendation, subject }) => {
      expect(findSubject(heading ?? '', recommendation)).toBe(subject);
    },
  );

  it('stands long and odd headings', () => {
    for (const odd of ['x '.repeat(50_000), '\uD800', '((((', '1.1.1.1.1.', 'A'.repeat(10_000)])
      expect(typeof findSubject(odd, odd)).toBe('string');
  });
});

describe('loading', () => {
  it('prints nothing, reads no .env, and is light', () => {
    const folder = mkdtempSync(join(tmpdir(), 'theme-'));
    writeFileSync(join(folder, '.env'), 'PEERLENS_THEME_PROBE=read\n');
    const script = `
      const before = process.memoryUsage().rss;
      const start = process.cpuUsage();
      const { classifyTheme } = await import(${JSON.stringify(packagePath('pipeline/theme/theme.ts'))});
      classifyTheme({ text: 'Agree the budget' });
      const used = process.cpuUsage(start);
      const cpuMs = (used.user + used.system) / 1_000;
      const grownMb = (process.memoryUsage().rss - before) / 2 ** 20;
      process.stdout.write(JSON.stringify({ cpuMs, grownMb, probe: process.env.PEERLENS_THEME_PROBE ?? null }));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { cpuMs, grownMb, probe } = JSON.parse(printed) as {
      cpuMs: number;
      grownMb: number;
      probe: string | null;
    };
    expect(probe).toBeNull();
    expect(grownMb).toBeLessThan(60);
    // 0.15 s of processor time on an idle machine; caches are shared with the rest of the suite.
    expect(cpuMs).toBeLessThan(600);
  });
});
