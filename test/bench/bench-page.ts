/** `docs/bench.md` from a saved result: no figure in it is written by hand. */
import { type Measure, meetsTarget, ratioOf, TOLERANCE } from './measure.ts';
import { figure, targetWords, times } from './report.ts';
import type { SavedResult } from './saved-result.ts';
import { SECTIONS } from './sections.ts';

/** Chart → what stands for it where pictures are not shown, and the sentence under it. */
const CHARTS: Record<string, { alt: string; under: string }> = {
  'ratios.svg': {
    alt: 'Time of each stage as a multiple of its baseline’s',
    under: 'Left of 1× is faster than the baseline. A short line is a target; red is a target missed.',
  },
  'build.svg': {
    alt: 'Time a plan by the number of plans',
    under:
      'Dashed: one worker, or one thread of pdfjs. Flat lines mean that a plan costs the same in a larger build.',
  },
  'tagged.svg': {
    alt: 'Time a page of a tagged table by its length',
    under:
      'The structure tree is read once, so a page of a long table should cost no more than a page of a short one.',
  },
  'memory.svg': {
    alt: 'Peak memory of each stage beside its baseline’s',
    under: 'Whole processes, Node itself included. Red is a target missed.',
  },
};

/** The page's Markdown; `charts` are the names of the charts there are. */
export function formatBenchPage(result: SavedResult, charts: readonly string[]): string {
  const { machine, sections } = result;
  const names = SECTIONS.filter(({ name }) => sections[name] !== undefined);
  const all = names.flatMap(({ name }) => sections[name]?.measures ?? []);
  const chart = (name: string): string[] => {
    const words = CHARTS[name];
    return words && charts.includes(name) ? [`![${words.alt}](bench/${name})`, '', words.under, ''] : [];
  };
  return [
    '# Measured speed',
    '',
    '_Made by `npm run bench -- --save` and `npm run docs` from [bench/last.json](bench/last.json); do not edit._',
    '',
    `Measured ${daysOf(result)} on ${machine.cores} cores (${machine.processor}, ${machine.memoryGb} GB, ${machine.system}), Node ${machine.node}.`,
    'Every number stands beside a baseline taken in the same run, and runs are compared by the ratio of the two: seconds',
    'drift with the machine and its other work, ratios hardly. Processor time counts all threads. Plans are made from a',
    'seed (`test/bench/ten-page-plans.ts`): six of ten are PDFs of three kinds, the others Word files, web pages and',
    'spreadsheets. How to run it: [CONTRIBUTING](../CONTRIBUTING.md#see-whether-something-became-slower).',
    '',
    ...targetLines(all),
    '## At a glance',
    '',
    ...chart('ratios.svg'),
    ...chart('memory.svg'),
    ...names.flatMap(({ name, about }) => [
      `## ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      '',
      about,
      '',
      ...chart(`${name}.svg`),
      ...table(
        ['what', 'unit', 'ours', 'baseline', 'ratio', 'target'],
        (sections[name]?.measures ?? []).map((measure) => [
          `${measure.what}, beside ${measure.against}`,
          measure.unit,
          figure(measure.ours),
          figure(measure.baseline),
          times(ratioOf(measure)),
          targetCell(measure),
        ]),
      ),
    ]),
    '## What counts as worse',
    '',
    ...toleranceLines(),
  ].join('\n');
}

function daysOf({ sections }: SavedResult): string {
  const days = [...new Set(Object.values(sections).map(({ measured }) => measured))].sort();
  return days.length > 1 ? `from ${days[0]} to ${days.at(-1)}` : `on ${days[0] ?? 'no day'}`;
}

function targetLines(measures: readonly Measure[]): string[] {
  const aimed = measures.filter((measure) => targetWords(measure) !== '');
  const missed = aimed.filter((measure) => !meetsTarget(measure));
  if (aimed.length === 0) return [];
  return [
    missed.length === 0
      ? `All ${aimed.length} targets are met.`
      : `${aimed.length - missed.length} of ${aimed.length} targets are met. Missed:`,
    '',
    ...missed.map(
      (measure) =>
        `- ${measure.what}, ${measure.unit}: ${figure(measure.ours)} is ${times(ratioOf(measure))} ${measure.against}; ${targetWords(measure)}`,
    ),
    ...(missed.length === 0 ? [] : ['']),
  ];
}

function targetCell(measure: Measure): string {
  const words = targetWords(measure);
  return words === '' ? '' : `${words}: ${meetsTarget(measure) ? 'met' : 'missed'}`;
}

function toleranceLines(): string[] {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const { processor, clock, memory, bytes } = TOLERANCE;
  return [
    'A ratio that grew by more than its tolerance since the saved result, or a target that was met and is not any more,',
    `fails \`npm run bench -- --check\`. Tolerances: processor time ${percent(processor)} (${percent(2 * processor)} for one analysis by itself), time on the`,
    `clock ${percent(clock)}, memory ${percent(memory)}, bytes ${percent(bytes)}.`,
    '',
  ];
}

function table(header: readonly string[], rows: readonly string[][]): string[] {
  return [
    `| ${header.join(' | ')} |`,
    `| --- | --- | ---: | ---: | ---: | --- |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ];
}
