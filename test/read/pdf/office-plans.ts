/**
 * Invented plans set as people set them in Word when they leave out the rules: four to seven columns, next to nothing
 * between the rows, paragraphs and lists in one cell, a cell of ten lines beside one of a word.
 */
import {
  makeRandom,
  makeWords,
  type MadeCell,
  type MadeParagraph,
  type MadePlan,
  type WordSource,
} from './made-plans.ts';

interface MadeColumn {
  names: string[];
  /** Share of the width, before all are made one. */
  weight: number;
  make: (words: WordSource, row: number) => MadeParagraph[];
}

const plain = (text: string): MadeParagraph => ({ marker: '', text });

const COLUMNS: Record<string, MadeColumn> = {
  ref: { names: ['Ref', 'No.'], weight: 0.5, make: (_, row) => [plain(`R${row + 1}`)] },
  recommendation: {
    names: ['Recommendation', 'Peer team said'],
    weight: 2.4,
    make: (words) => paragraphs(words, words.chance(0.2) ? 2 : 1, 6, 30),
  },
  action: {
    names: ['Action', 'What we will do'],
    weight: 3.4,
    make: (words) =>
      words.chance(0.35)
        ? [...(words.chance(0.5) ? paragraphs(words, 1, 4, 12) : []), ...words.items()]
        : paragraphs(words, words.between(1, 3), 6, 24),
  },
  owner: {
    names: ['Lead officer', 'Owner'],
    weight: 1.5,
    make: (words) => lines(words, words.post),
  },
  time: {
    names: ['Timescale', 'By when'],
    weight: 1.3,
    make: (words) => (words.chance(0.06) ? [] : lines(words, words.time)),
  },
  measure: {
    names: ['Measure of success', 'Outcome'],
    weight: 2,
    make: (words) => paragraphs(words, words.between(1, 2), 4, 18),
  },
  progress: {
    names: ['Progress update', 'Update'],
    weight: 2,
    make: (words) => (words.chance(0.25) ? [] : paragraphs(words, words.between(1, 2), 4, 26)),
  },
  status: {
    names: ['Status', 'RAG status'],
    weight: 1,
    make: (words) => [plain(words.pick(['On track', 'Complete', 'Not started', 'Delayed']))],
  },
};

/** The same plan for the same seed; one to several pages. */
export function makeOfficePlan(seed: number, middle?: 'all' | 'short'): MadePlan {
  const random = makeRandom(seed * 6271 + 29);
  const words = makeWords(random);
  const { pick, chance, between, sentence } = words;
  const wanted = between(4, 7);
  const chosen = Object.keys(COLUMNS);
  while (chosen.length > wanted) {
    const leaving = pick(chosen);
    if (!['action', 'time'].includes(leaving)) chosen.splice(chosen.indexOf(leaving), 1);
  }
  const columns = chosen.flatMap((name) => COLUMNS[name] ?? []);
  const weights = columns.map(({ weight }) => weight * (0.85 + 0.3 * random()));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const rows = Array.from({ length: between(8, 24) }, (_, row) =>
    columns.map(({ make }): MadeCell => make(words, row)),
  );
  const portrait = chance(0.25);
  const fontSize = pick([8, 9, 10, 11]);
  return {
    seed,
    title: `Peer challenge action plan ${2024 + (seed % 3)}`,
    intro: [sentence(20, 45, true)],
    headers: columns.map(({ names }) => pick(names)),
    widths: weights.map((weight) => weight / sum),
    rows,
    page: portrait ? { width: 595, height: 842 } : { width: 842, height: 595 },
    font: pick(['Helvetica', 'Times-Roman'] as const),
    fontSize,
    leading: fontSize * pick([1.15, 1.2]),
    padding: 5.4,
    rowPadding: pick([0, 0, 1, 2]),
    paragraphGap: pick([0, 0, 3, 6]),
    trailingSpaces: chance(0.7),
    repeatHeader: chance(0.6),
    splitRows: chance(0.8),
    shadedHeader: chance(0.5),
    runningHead: chance(0.7),
    ...(middle === undefined ? {} : { middle }),
  };
}

function paragraphs(words: WordSource, count: number, low: number, high: number): MadeParagraph[] {
  return Array.from({ length: count }, () => plain(words.sentence(low, high, words.chance(0.7))));
}

/** One short paragraph, or two or three. */
function lines({ chance, between }: WordSource, make: () => string): MadeParagraph[] {
  return Array.from({ length: chance(0.3) ? between(2, 3) : 1 }, () => plain(make()));
}
