/** Invented plan tables from a seed, with what every cell says: the truth that readers are scored against. */

export interface MadeParagraph {
  marker: string;
  text: string;
}

/** A cell's paragraphs; `null` where a merged cell from above covers it. */
export type MadeCell = MadeParagraph[] | null;

export interface MadePlan {
  seed: number;
  title: string;
  intro: string[];
  headers: string[];
  /** Shares of the table's width. */
  widths: number[];
  rows: MadeCell[][];
  page: { width: number; height: number };
  font: 'Helvetica' | 'Times-Roman';
  fontSize: number;
  leading: number;
  padding: number;
  paragraphGap: number;
  /** Points above and below the text of a row, where they are not those at its sides. */
  rowPadding?: number;
  /** Which cells are set in the middle of their row: none of them unless given. */
  middle?: 'all' | 'short';
  /** Wrapped lines end in a space, as Word writes them. */
  trailingSpaces: boolean;
  repeatHeader: boolean;
  splitRows: boolean;
  shadedHeader: boolean;
  runningHead: boolean;
}

/** Mulberry32: the same numbers for the same seed. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const VERBS =
  'Review Publish Agree Refresh Develop Launch Strengthen Appoint Map Embed Deliver Consult Simplify'.split(
    ' ',
  );
const WORDS = (
  'the council plan members officers residents budget savings forum scrutiny committee strategy approach partners ' +
  'programme service transformation culture governance framework towns villages housing regeneration board cabinet ' +
  'communication engagement review quarterly performance risk register workforce training constitution delegated ' +
  'decisions capital investment digital data long-term cross-party place-based monitoring outcomes priorities and of ' +
  'for with to by across within through between neighbourhood community voluntary sector business health county'
).split(' ');
const POSTS = [
  'Chief Executive',
  'Leader of the Council',
  'Director of Finance & s151',
  'Head of Human Resources',
  'Assistant Director – Place',
  'Monitoring Officer',
  'Cllr A. Farrow',
  'Strategic Director of Housing',
  'Corporate Management Team',
  'Democratic Services',
];
const TIMES = [
  'March 2026',
  'By end of September 2025',
  'Q3 2025/26',
  'Ongoing',
  'Completed',
  'Autumn 2025 – Spring 2026',
  'TBC',
  '31/12/2025',
  'Within 6 months',
  'Quarterly from April 2026',
];
const LONG = ['Telecommunications', 'Intergenerational', 'Professionalisation', 'Deinstitutionalise'];

/** Draws the words of a plan from random numbers. */
export interface WordSource {
  pick: <T>(items: readonly T[]) => T;
  /** True in this share of calls. */
  chance: (share: number) => boolean;
  /** A whole number, both ends included. */
  between: (low: number, high: number) => number;
  /** Of so many words. */
  sentence: (low: number, high: number, stop: boolean) => string;
  narrative: () => MadeParagraph[];
  items: () => MadeParagraph[];
  post: () => string;
  time: () => string;
}

/** The words that a sequence of numbers in 0..1 gives. */
export function makeWords(random: () => number): WordSource {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const chance = (share: number): boolean => random() < share;
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));

  const sentence = (low: number, high: number, stop: boolean): string => {
    const words = [pick(VERBS)];
    const length = between(low, high);
    while (words.length < length) {
      const word = pick(WORDS);
      if (word !== words.at(-1))
        words.push(words.length > 3 && words.length < length - 1 && chance(0.06) ? `${word},` : word);
    }
    if (chance(0.05)) words.push(pick(LONG).toLowerCase());
    return words.join(' ') + (stop ? '.' : '');
  };
  const narrative = (): MadeParagraph[] =>
    Array.from({ length: between(1, 2) }, () => ({
      marker: '',
      text: Array.from({ length: between(1, 3) }, () => sentence(7, 22, true)).join(' '),
    }));
  const items = (): MadeParagraph[] => {
    const style = pick(['letter', 'bullet', 'number', 'roman'] as const);
    const romans = ['i.', 'ii.', 'iii.', 'iv.', 'v.', 'vi.'];
    const stop = chance(0.6);
    return Array.from({ length: between(2, 5) }, (_, index) => ({
      marker:
        style === 'letter'
          ? `${'abcdef'[index]}.`
          : style === 'bullet'
            ? '•'
            : style === 'number'
              ? `${index + 1}.`
              : (romans[index] ?? 'x.'),
      text: sentence(5, 18, stop),
    }));
  };
  const post = (): string => pick(POSTS);
  const time = (): string => pick(TIMES);
  return { pick, chance, between, sentence, narrative, items, post, time };
}

/** A plan table: 3 to 6 columns, 6 to 30 rows, one to several pages. */
export function makePlan(seed: number): MadePlan {
  const random = makeRandom(seed * 7919 + 17);
  const { pick, chance, between, sentence, narrative, items, post, time } = makeWords(random);
  const plain = (text: string): MadeParagraph[] => (text === '' ? [] : [{ marker: '', text }]);

  const kinds = ['recommendation', 'action', 'owner', 'time'];
  if (chance(0.6)) kinds.unshift('ref');
  if (chance(0.4)) kinds.push('status');
  if (chance(0.3)) kinds.push('progress');
  if (chance(0.15)) kinds.splice(kinds.indexOf('recommendation'), 1);
  const weights: Record<string, number> = {
    ref: 0.5,
    recommendation: 2.2,
    action: 3.6,
    owner: 1.5,
    time: 1.3,
    status: 1,
    progress: 2,
  };
  const names: Record<string, string[]> = {
    ref: ['Ref', 'No.'],
    recommendation: ['Recommendation', 'LGA recommendation'],
    action: ['Action', 'What we will do', 'Key actions'],
    owner: ['Lead officer', 'Owner', 'Responsible lead'],
    time: ['Timescale', 'By when', 'Due date'],
    status: ['Status', 'RAG status'],
    progress: ['Progress update', 'Update'],
  };
  const shares = kinds.map((kind) => (weights[kind] ?? 1) * (0.85 + 0.3 * random()));
  const sum = shares.reduce((total, share) => total + share, 0);
  const merged = chance(0.3);
  const listed = chance(0.4);
  const rows: MadeCell[][] = [];
  const groups = between(3, 9);
  for (let group = 1; group <= groups; group++) {
    const size = merged ? between(1, 4) : 1;
    for (let step = 0; step < size; step++) {
      const blank = chance(0.05);
      rows.push(
        kinds.map((kind): MadeCell => {
          switch (kind) {
            case 'ref':
              return merged && step > 0 ? null : plain(String(group));
            case 'recommendation':
              return merged && step > 0 ? null : plain(sentence(8, 26, chance(0.7)));
            case 'action':
              return listed && chance(0.8) ? items() : narrative();
            case 'owner':
              return blank ? [] : Array.from({ length: chance(0.25) ? 2 : 1 }, () => plain(post())).flat();
            case 'time':
              return chance(0.05) ? [] : plain(time());
            case 'status':
              return plain(pick(['On track', 'Complete', 'Not started', 'Delayed']));
            default:
              return chance(0.2) ? [] : plain(sentence(6, 30, true));
          }
        }),
      );
    }
  }
  const portrait = chance(0.4);
  const [short, long] = chance(0.85) ? [595, 842] : [612, 792];
  const fontSize = pick([7.5, 8, 9, 9.5, 10, 11, 12]);
  return {
    seed,
    title: `Peer challenge action plan ${2024 + (seed % 3)}`,
    intro: Array.from({ length: between(1, 3) }, () => sentence(20, 45, true)),
    headers: kinds.map((kind) => pick(names[kind] ?? ['Other'])),
    widths: shares.map((share) => share / sum),
    rows,
    page: portrait ? { width: short, height: long } : { width: long, height: short },
    font: pick(['Helvetica', 'Times-Roman'] as const),
    fontSize,
    leading: fontSize * pick([1.15, 1.2, 1.3]),
    padding: pick([3, 4, 5.4]),
    paragraphGap: pick([0, 3, 6]),
    trailingSpaces: chance(0.5),
    repeatHeader: chance(0.6),
    splitRows: chance(0.8),
    shadedHeader: chance(0.5),
    runningHead: chance(0.7),
  };
}

/** True for columns so narrow that people centre what stands in them. */
export function isShort(plan: MadePlan, column: number): boolean {
  return (plan.widths[column] ?? 1) < 0.16;
}

/** True for columns whose cells stand in the middle of their rows. */
export function isMiddle(plan: MadePlan, column: number): boolean {
  return plan.middle === 'all' || (plan.middle === 'short' && isShort(plan, column));
}

/** What a cell says, its paragraphs on lines of their own with markers in front. */
export function cellText(cell: MadeCell): string {
  return (cell ?? []).map(({ marker, text }) => (marker === '' ? text : `${marker} ${text}`)).join('\n');
}
