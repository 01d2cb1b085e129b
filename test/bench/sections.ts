/** What `npm run bench` measures, section by section. Every program runs in a process of its own. */
import { join } from 'node:path';
import {
  benchFolder,
  listPath,
  LONG_PAGES,
  longPath,
  registerPath,
  TAGGED_ROWS,
  taggedPath,
} from './bench-folder.ts';
import type { Command } from './child.ts';
import type { Step } from './steps.ts';

export interface Section {
  name: string;
  /** What the page says above its table. */
  about: string;
  /** The steps in order; `full` adds the sizes that take long. */
  steps: (full: boolean) => Step[];
}

const folder = benchFolder();
const number = (value: number): string => value.toLocaleString('en-GB');
const run = (name: string, args: readonly (string | number)[], minutes = 5): Command => ({
  script: `test/bench/runs/${name}.ts`,
  args: args.map(String),
  minutes,
});

function makeFiles(label: string, minutes: number, ...runs: string[][]): Step {
  return {
    kind: 'prepare',
    label,
    runs: runs.map((args) => ({ script: 'test/bench/plan-files.ts', args, minutes })),
  };
}

const makePlans = (count: number): Step =>
  makeFiles(
    `files of ${number(count)} plans`,
    30,
    ['plans', String(count), '1/2'],
    ['plans', String(count), '2/2'],
  );

/** The peak of memory of a program that takes `ours` or `baseline` as its last argument. */
function memoryStep(
  id: string,
  what: string,
  against: string,
  name: string,
  args: (string | number)[],
): Step {
  return {
    kind: 'paired',
    id,
    what,
    against,
    ours: run(name, [...args, 'ours'], 20),
    baseline: run(name, [...args, 'baseline'], 20),
    per: { count: 1, unit: 'run' },
    resources: ['memory'],
  };
}

const KINDS = [
  ['pdf-ruled', 'PDF, ruled cells', 'pdfjs text alone'],
  ['pdf-rows', 'PDF, lines between rows', 'pdfjs text alone'],
  ['pdf-tagged', 'PDF, tagged', 'pdfjs text alone'],
  ['docx', 'Word', 'fflate and saxes alone'],
  ['xlsx', 'spreadsheet', 'fflate and saxes alone'],
  ['html', 'web page', 'parse5 alone'],
] as const;

function readingSteps(): Step[] {
  return [
    makePlans(40),
    ...KINDS.flatMap(([kind, what, against]): Step[] => {
      const args = [kind, listPath(folder, 40, kind)];
      return [
        { kind: 'timed', label: what, run: run('reading', args) },
        memoryStep(`reading/${kind}`, what, against, 'reading', args),
      ];
    }),
  ];
}

function storeSteps(full: boolean): Step[] {
  const sizes = full ? [100_000, 1_000_000] : [100_000];
  return sizes.flatMap((size): Step[] => [
    { kind: 'timed', label: `${number(size)} actions`, run: run('store', [size], 20) },
    memoryStep(`store/${size}`, `${number(size)} actions`, 'a bare DuckDB Appender', 'store', [size]),
  ]);
}

function analysisSteps(full: boolean): Step[] {
  return (full ? [20_000, 1_000_000] : [20_000]).map((size) => ({
    kind: 'timed',
    label: `${number(size)} actions`,
    run: run('analyses', [size], 20),
  }));
}

function buildStep(count: number, workers: number): Step {
  const out = join(folder, `built-${count}-${workers}`);
  const args = ['--quiet', 'build', registerPath(folder, count), '--out', out];
  const minutes = Math.max(10, Math.ceil(count / 70));
  return {
    kind: 'paired',
    id: `build/${count}/${workers}`,
    what: `${number(count)} plans, ${workers === 1 ? 'one worker' : `${workers} workers`}`,
    against: `pdfjs text of the PDFs among them, ${workers === 1 ? 'one thread' : `${workers} threads`}`,
    ours: {
      script: 'pipeline/cli.ts',
      args: [...args, '--as-of', '2026-01-15', '--workers', String(workers)],
      minutes,
    },
    baseline: run('pdf-text', [workers, listPath(folder, count, 'pdf')], minutes),
    per: { count, unit: 'plan' },
    resources: ['processor', 'clock', 'memory'],
    rounds: count < 100 ? 2 : 1,
    fresh: out,
    limits: count === 400 ? { processor: { mostRatio: 3 }, clock: { mostRatio: 3 } } : {},
  };
}

function buildSteps(full: boolean): Step[] {
  const sizes = full ? [40, 400, 4000] : [40, 400];
  const growth = (resource: '' | '/clock' | '/memory', what: string, mostRatio: number): Step => ({
    kind: 'growth',
    id: `build/growth${resource}`,
    what: `${what} at 4,000 plans, 2 workers`,
    against: 'the same at 400',
    of: `build/4000/2${resource}`,
    beside: `build/400/2${resource}`,
    mostRatio,
  });
  return [
    makePlans(sizes.at(-1) ?? 40),
    ...sizes.slice(0, -1).map(makePlans),
    ...sizes.flatMap((size) => [1, 2].map((workers) => buildStep(size, workers))),
    ...(full
      ? [
          growth('', 'processor time a plan', 1.1),
          growth('/clock', 'time a plan', 1.1),
          growth('/memory', 'memory', 1.25),
        ]
      : []),
  ];
}

function pagesSteps(): Step[] {
  return [
    makeFiles(`PDF of ${number(LONG_PAGES)} pages`, 5, ['pages']),
    {
      kind: 'paired',
      id: 'pages/long',
      what: `PDF of ${number(LONG_PAGES)} pages`,
      against: 'pdfjs text alone',
      ours: run('reading', ['pdf-ruled', longPath(folder), 'ours']),
      baseline: run('pdf-text', [1, longPath(folder)]),
      per: { count: LONG_PAGES, unit: 'page' },
      resources: ['processor', 'memory'],
      limits: { memory: { mostOurs: 400 } },
    },
  ];
}

function taggedSteps(): Step[] {
  const files = TAGGED_ROWS.map((rows) => taggedPath(folder, rows));
  const last = files.at(-1) ?? '';
  return [
    makeFiles('tagged tables', 10, ['tagged']),
    { kind: 'timed', label: 'four lengths in turn', run: run('tagged', files, 10) },
    {
      kind: 'growth',
      id: 'tagged/growth',
      what: 'a page of the longest table',
      against: 'a page of the shortest',
      of: `tagged/${files.length}`,
      beside: 'tagged/1',
      mostRatio: 1.15,
    },
    {
      kind: 'paired',
      id: 'tagged/longest',
      what: 'the longest table',
      against: 'pdfjs text alone',
      ours: run('reading', ['pdf-tagged', last, 'ours']),
      baseline: run('pdf-text', [1, last]),
      per: { count: 1, unit: 'file' },
      resources: ['memory'],
    },
  ];
}

export const SECTIONS: readonly Section[] = [
  {
    name: 'reading',
    about:
      'One ten-page plan from bytes to blocks, cells and places, beside what its library takes to give the words alone.',
    steps: readingSteps,
  },
  {
    name: 'splitting',
    about:
      'Rows of a table to actions with their recommendation and cells, beside reading the same rows as text.',
    steps: () => [
      { kind: 'timed', label: '200 and 2,000 rows', run: run('splitting', []) },
      {
        kind: 'growth',
        id: 'splitting/growth',
        what: 'a row of 2,000',
        against: 'a row of 200',
        of: 'splitting/2000',
        beside: 'splitting/200',
        mostRatio: 1.25,
      },
    ],
  },
  {
    name: 'timescales',
    about: 'Phrases to kind, start and end, beside chrono as it comes, which understands fewer of them.',
    steps: () => [
      { kind: 'timed', label: 'phrases and awkward texts', run: run('timescales', []) },
      memoryStep('timescales/phrases', 'phrases of the case files', 'untouched chrono', 'timescales', []),
    ],
  },
  {
    name: 'themes',
    about: 'Actions to probabilities of the five themes in their context, beside Bayes on their words alone.',
    steps: () => [
      { kind: 'timed', label: 'actions in context', run: run('themes', []) },
      memoryStep('themes/actions', 'load and tag', 'Bayes of natural, trained', 'themes', []),
    ],
  },
  {
    name: 'store',
    about:
      'Plans to a store with councils, versions, changes and clusters, beside the same facts appended as text to bare tables.',
    steps: storeSteps,
  },
  {
    name: 'analyses',
    about:
      'Answers from the store beside SQL written by hand over flat tables; exports beside one bare COPY.',
    steps: analysisSteps,
  },
  {
    name: 'site',
    about: 'The site in a headless browser beside a plain page that draws the same chart from the same rows.',
    steps: (full) =>
      (full ? [20_000, 100_000] : [20_000]).map((size) => ({
        kind: 'timed',
        label: `${number(size)} actions`,
        run: run('site', [size], 10),
      })),
  },
  {
    name: 'refresh',
    about:
      'A night on which nothing changed, over a server on the same machine whose own work is counted on both sides.',
    steps: () => [
      { kind: 'timed', label: '400 sources', run: run('refresh', [400]) },
      memoryStep(
        'refresh/unchanged',
        'a cold and an unchanged night',
        'the requests alone',
        'refresh',
        [400],
      ),
    ],
  },
  {
    name: 'pages',
    about: 'One very long PDF, start of the program included.',
    steps: pagesSteps,
  },
  {
    name: 'tagged',
    about: 'One table with a structure tree at several lengths: a page should cost the same in all.',
    steps: taggedSteps,
  },
  {
    name: 'build',
    about:
      '`peerlens build` from files to store, exports and site, beside pdfjs text extraction of the PDFs among them (six of ten plans) in as many threads, start of both programs included.',
    steps: buildSteps,
  },
];
