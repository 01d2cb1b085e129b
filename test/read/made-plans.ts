/**
 * Plans of invented councils with known cells, and writers that save one plan in every format.
 * In: a seed; out: a `MadePlan` whose tables say cell by cell what a reader must find. The same seed gives the same
 * plan. Used wherever a test needs documents whose content is known.
 */
import { makeRandom } from './made-random.ts';
import type { Random } from './made-random.ts';

/** A paragraph, or a list item where it has a marker. */
export interface MadeLine {
  marker: string;
  text: string;
}

export interface MadeCell {
  lines: MadeLine[];
  /** 1 for a plain cell; rows below that it covers have `null` in this column. */
  rowSpan: number;
  fill?: string;
}

export interface MadeTable {
  heading: string;
  header: string[];
  /** Rows of cells by column; `null` where a cell above spans. */
  rows: (MadeCell | null)[][];
}

export interface MadePlan {
  council: string;
  title: string;
  introduction: string[];
  tables: MadeTable[];
}

/** What cells say; the same plan in other words where a test needs more of them. */
export interface MadeWords {
  /** A commitment without its full stop. */
  deed(random: Random): string;
  owner(random: Random): string;
  time(random: Random): string;
}

/** Kinds of column; a layout is a list of them with the header to print. */
type ColumnKind =
  | 'ref'
  | 'recommendation'
  | 'items'
  | 'narrative'
  | 'action'
  | 'owner'
  | 'time'
  | 'status'
  | 'note';

const layouts: [ColumnKind, string][][] = [
  [
    ['ref', 'Ref'],
    ['recommendation', 'Peer team recommendation'],
    ['action', 'Our action'],
    ['owner', 'Lead officer'],
    ['time', 'Timescale'],
  ],
  [
    ['action', 'Action'],
    ['owner', 'Who'],
    ['time', 'By when'],
  ],
  [
    ['ref', 'No.'],
    ['recommendation', 'Recommendation'],
    ['narrative', 'Council response'],
    ['owner', 'Portfolio lead'],
    ['owner', 'Responsible director'],
    ['status', 'RAG status'],
  ],
  [
    ['recommendation', 'What do we want to achieve?'],
    ['items', 'How will we do it?'],
    ['time', 'Target date'],
  ],
  [
    ['recommendation', 'Issue'],
    ['action', 'Milestone'],
    ['owner', 'Owner'],
    ['time', 'Start'],
    ['time', 'Due'],
    ['status', 'Progress'],
    ['note', 'Comments'],
  ],
  [
    ['ref', 'Rec'],
    ['items', 'Actions'],
    ['owner', 'Accountable'],
    ['owner', 'Support'],
    ['time', 'Deadline'],
    ['note', 'Resources'],
    ['note', 'Measure of success'],
    ['status', 'Status'],
  ],
];

const places = [
  'Northmoor',
  'Eastwell',
  'Harbridge',
  'Saltmere',
  'Wexcombe',
  'Dunvale',
  'Orchard Hill',
  'Thornleigh',
];
const kinds = ['District Council', 'Borough Council', 'City Council', 'County Council'];
const verbs = [
  'Agree',
  'Publish',
  'Review',
  'Draft',
  'Commission',
  'Launch',
  'Set up',
  'Refresh',
  'Test',
  'Map',
];
const things = [
  'a resident survey',
  'the savings tracker',
  'a training offer for ward councillors',
  'the depot strategy',
  'an induction for new managers',
  'terms of reference for the improvement board',
  'the Local Plan timetable',
  'a single register of partners',
  'the call centre script',
  'a workforce plan for Adult Social Care',
  'its risk appetite statement',
  'the Green Spaces charter',
];
const ends = [
  'with the voluntary sector and town councils',
  'so that delays are seen early',
  'using lessons from the Harbour Quarter pilot',
  'across all four directorates',
  'and report back to Overview and Scrutiny',
  'in time for the next budget round',
  'including the depot, the museum and both leisure centres',
  'for approval by Full Council',
  'alongside colleagues in Public Health',
  'at no extra cost (subject to procurement)',
];
const names = [
  'Ana Petrov',
  'Cllr Bola Adeyemi',
  'Tom Whitlock',
  'Cllr Rhys Morgan',
  'Priya Nair',
  'Helen Carr',
];
const posts = [
  'Chief Executive',
  'Director of Place',
  'Director of Resources and Section 151 Officer',
  'Head of Democratic Services',
  'Assistant Director (People, Change and Digital)',
  'Monitoring Officer',
];
const times = [
  'March 2026',
  'By June 2026',
  'Summer 2026',
  'Q2 2026/27',
  'Ongoing',
  'TBC',
  '30 September 2026',
  'Oct-Dec 2026',
];
const states: [string, string][] = [
  ['On track', '#92d050'],
  ['Complete', '#00b050'],
  ['Delayed', '#ffc000'],
  ['Not started', '#d9d9d9'],
];

const fewWords: MadeWords = {
  deed: (random) => {
    const tail = random.chance(0.6) ? ` ${random.pick(ends)}` : '';
    return `${random.pick(verbs)} ${random.pick(things)}${tail}`;
  },
  owner: (random) =>
    random.chance(0.4) ? `${random.pick(posts)} and ${random.pick(names)}` : random.pick(posts),
  time: (random) => random.pick(times),
};

/** A plan from a seed: one to three tables in one of six layouts, merged cells, lists, narratives. */
export function makePlan(
  seed: number,
  options: { layout?: number; rows?: number; words?: MadeWords } = {},
): MadePlan {
  const random = makeRandom(seed);
  const words = options.words ?? fewWords;
  const council = `${random.pick(places)} ${random.pick(kinds)}`;
  const layout = layouts[options.layout ?? random.below(layouts.length)] ?? [];
  const tables = Array.from({ length: 1 + random.below(3) }, (_, index) =>
    makeTable(random, words, layout, `Priority area ${index + 1}`, options.rows ?? 4 + random.below(8)),
  );
  return {
    council,
    title: 'Peer challenge action plan 2026',
    introduction: [
      `This plan is how ${council} answers its peers.`,
      `It was agreed by Cabinet in ${random.pick(times)}.`,
    ],
    tables,
  };
}

/** How many layouts `makePlan` knows. */
export const layoutCount = layouts.length;

function makeTable(
  random: Random,
  words: MadeWords,
  layout: [ColumnKind, string][],
  heading: string,
  count: number,
): MadeTable {
  const rows: (MadeCell | null)[][] = [];
  let ref = 0;
  while (rows.length < count) {
    const group = layout.some(([kind]) => kind === 'action') ? 1 + random.below(3) : 1;
    ref++;
    for (let row = 0; row < group; row++) {
      rows.push(
        layout.map(([kind], column) => {
          const merged = column < 2 && (kind === 'ref' || kind === 'recommendation');
          if (merged && row > 0) return null;
          const { lines, fill } = makeContent(random, words, kind, ref);
          const cell: MadeCell = { lines, rowSpan: merged ? group : 1 };
          return fill === undefined ? cell : { ...cell, fill };
        }),
      );
    }
  }
  return { heading, header: layout.map(([, name]) => name), rows };
}

function makeContent(
  random: Random,
  words: MadeWords,
  kind: ColumnKind,
  ref: number,
): { lines: MadeLine[]; fill?: string } {
  const one = (text: string): { lines: MadeLine[] } => ({ lines: [{ marker: '', text }] });
  switch (kind) {
    case 'ref':
      return one(String(ref));
    case 'recommendation':
      return one(`${words.deed(random)}. ${random.chance(0.4) ? `${words.deed(random)}.` : ''}`.trim());
    case 'action':
      return one(random.chance(0.6) ? `${words.deed(random)}.` : words.deed(random));
    case 'narrative':
      return one(
        Array.from({ length: 2 + random.below(4) }, () => `We will ${lower(words.deed(random))}.`).join(' '),
      );
    case 'items': {
      const lettered = random.chance(0.6);
      const count = 2 + random.below(4);
      const items = Array.from({ length: count }, (_, index) => ({
        marker: lettered ? `${String.fromCharCode(97 + index)}.` : '•',
        text: `${words.deed(random)}.`,
      }));
      return { lines: items };
    }
    case 'owner':
      return one(words.owner(random));
    case 'time':
      return one(words.time(random));
    case 'status': {
      const [text, fill] = random.pick(states);
      return { ...one(text), fill };
    }
    default:
      return random.chance(0.5) ? { lines: [] } : one(words.deed(random));
  }
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A cell's words as a reader gives them: lines joined with `\n`, markers in front. */
export function madeText(cell: MadeCell | null): string {
  return (cell?.lines ?? []).map((line) => `${line.marker} ${line.text}`.trim()).join('\n');
}
