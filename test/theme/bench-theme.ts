/**
 * `node test/theme/bench-theme.ts`: processor time to load the classifier and to tag actions with context, beside
 * Bayes on the same words. Rates are actions a second of processor time, so that a busy machine matters less.
 */
import type { ThemeInput } from '../../pipeline/theme/theme.ts';

const COUNT = 6_000;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const rssBefore = process.memoryUsage().rss;
const loadStart = cpuMs();
const { classifyTheme, tagActions } = await import('../../pipeline/theme/theme.ts');
classifyTheme({ text: 'Agree the budget' });
const loadMs = cpuMs() - loadStart;
const grownMb = (process.memoryUsage().rss - rssBefore) / 2 ** 20;

const { readTrainingData } = await import('../../pipeline/theme/training-data.ts');
const { trainBayes } = await import('./theme-baselines.ts');
const rows = readTrainingData();
const inputs = Array.from({ length: COUNT }, (_, index): ThemeInput => {
  const row = rows[(index * 7) % rows.length];
  const recommendation = `${rows[(index * 3) % 600]?.text} ${Math.floor(index / 12)}`;
  return { text: `${row?.text} in phase ${index}`, recommendation };
});

const tagStart = cpuMs();
tagActions(inputs);
const tagMs = cpuMs() - tagStart;

const bayes = trainBayes(rows);
const bayesStart = cpuMs();
for (const { text } of inputs.slice(0, 500)) bayes(text);
const bayesMs = cpuMs() - bayesStart;

process.stdout.write(
  [
    `load: ${loadMs.toFixed(0)} ms, ${grownMb.toFixed(0)} MB`,
    `tag with context: ${Math.round((COUNT / tagMs) * 1_000)} actions a second`,
    `Bayes, words alone: ${Math.round((500 / bayesMs) * 1_000)} actions a second`,
    '',
  ].join('\n'),
);
