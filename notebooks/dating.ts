/** The notebook on how exact dates are: its findings, charts and table. */
import { count, counted, percent, THEME_LABELS, type ThemeGroup } from '../dashboards/labels.ts';
import { HEAT, LATENESS_COLOURS, UNKNOWN } from '../dashboards/palette.ts';
import { FEW_ACTIONS, fewCouncils, shareOf, type Findings } from './findings.ts';
import { showParts, showTable } from './figures.ts';

/** How many actions of a theme or of a type of council are dated how exactly. */
export interface Exactness {
  dimension: 'theme' | 'type';
  name: string;
  exactness: string;
  actions: number;
}

/** A phrase that names no month, and what it was read as. */
export interface Phrase {
  words: string;
  granularity: string;
  read_as: string;
  actions: number;
  councils: number;
}

/** The store as a whole. */
export interface DatingFacts {
  councils: number;
  by_season: number;
  doubted: number;
}

const PARTS = [
  { key: 'day', label: 'To the day or week', colour: HEAT[5] },
  { key: 'month', label: 'To the month', colour: HEAT[4] },
  { key: 'season', label: 'To the quarter or season', colour: HEAT[2] },
  { key: 'vaguer', label: 'Vaguer, with an end', colour: LATENESS_COLOURS.due_soon },
  { key: 'open_ended', label: 'Open-ended', colour: LATENESS_COLOURS.open_ended },
  { key: 'finished', label: 'Only said to be finished', colour: LATENESS_COLOURS.in_window },
  { key: 'undated', label: 'To be confirmed, or nothing said', colour: UNKNOWN, unknown: true },
];
const BOUNDED = ['day', 'month', 'season', 'vaguer'];
const TO_THE_MONTH = ['day', 'month'];

/** How many actions have an end, how exact is it, and on which theme most and least? */
export function findVague(rows: readonly Exactness[], facts: DatingFacts): Findings {
  const themes = groupsOf('theme', rows);
  const all = themes.reduce((sum, group) => sum + group.actions, 0);
  const bounded = themes.reduce((sum, group) => sum + group.bounded, 0);
  const exact = themes.reduce((sum, group) => sum + sumOf(group.rows, TO_THE_MONTH), 0);
  const small = groupsOf('type', rows).filter((group) => group.actions < FEW_ACTIONS);
  const unsure = themes.find(({ name }) => name === 'unsure')?.actions ?? 0;
  return {
    sentences: [
      `An end date can be read from ${shareOf(bounded, all, 'action')}; ${count(exact)} of those ${count(bounded)} (${percent(exact, bounded)}) are exact to the month or better, and ${count(facts.by_season)} of them name only a season.`,
      compareThemes(themes),
    ],
    caveats: [
      ...fewCouncils(facts.councils),
      `The theme of ${shareOf(unsure, all, 'action')} is unsure: they are a group of their own and are not compared.`,
      `The reading of a date carries a doubt for ${shareOf(facts.doubted, all, 'action')}.`,
      ...(small.length === 0
        ? []
        : [
            `Fewer than ${FEW_ACTIONS} actions, too few to compare: ${small.map(({ name }) => name).join(', ')}.`,
          ]),
      'An exact date is not a good one: it says nothing about whether the work can be done by then.',
    ],
  };
}

function compareThemes(themes: readonly Group[]): string {
  const ranked = themes
    .filter(({ name, actions }) => name !== 'unsure' && actions >= FEW_ACTIONS)
    .sort((a, b) => b.bounded / b.actions - a.bounded / a.actions);
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (first === undefined || last === undefined || first === last)
    return `Themes cannot be compared: fewer than two have ${FEW_ACTIONS} actions or more.`;
  if (first.bounded / first.actions === last.bounded / last.actions)
    return `An end is as common on every theme with ${FEW_ACTIONS} actions or more.`;
  const words = ({ name, bounded, actions }: Group) =>
    `${THEME_LABELS[name as ThemeGroup]} (${count(bounded)} of ${count(actions)}, ${percent(bounded, actions)})`;
  return `Of themes with ${FEW_ACTIONS} actions or more, an end is most common for ${words(first)} and least for ${words(last)}.`;
}

/** Bars of how exactly actions are dated, by theme or by type of council. */
export function showExactness(dimension: Exactness['dimension'], rows: readonly Exactness[]): HTMLElement {
  const groups = groupsOf(dimension, rows).map((group) => ({
    label: dimension === 'theme' ? THEME_LABELS[group.name as ThemeGroup] : group.name,
    counts: PARTS.map(({ key }) => sumOf(group.rows, [key])),
  }));
  const total = groups.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0);
  return showParts(
    {
      name: `exactness-by-${dimension}`,
      title:
        dimension === 'theme'
          ? 'How exact are dates on each theme?'
          : 'How exact are dates of each type of council?',
      note: `${counted(total, 'action')} of current plans; the number at the end of a bar is how many it divides.`,
    },
    groups,
    PARTS,
  );
}

/** The phrases without a month, and what they were read as. */
export function listPhrases(phrases: readonly Phrase[]): HTMLElement {
  return showTable(
    'Words without a month, and what they were read as (the 50 most frequent)',
    [
      { label: 'Words' },
      { label: 'Exact to' },
      { label: 'Read as' },
      { label: 'Actions', numeric: true },
      { label: 'Councils', numeric: true },
    ],
    phrases.map((row) => [row.words, row.granularity, row.read_as, row.actions, row.councils]),
  );
}

interface Group {
  name: string;
  actions: number;
  bounded: number;
  rows: Exactness[];
}

/** In the order of the themes, or with the most actions first. */
function groupsOf(dimension: Exactness['dimension'], rows: readonly Exactness[]): Group[] {
  const named = Map.groupBy(
    rows.filter((row) => row.dimension === dimension),
    ({ name }) => name,
  );
  const groups = [...named].map(([name, own]) => ({
    name,
    rows: own,
    actions: own.reduce((sum, { actions }) => sum + actions, 0),
    bounded: sumOf(own, BOUNDED),
  }));
  const order = Object.keys(THEME_LABELS);
  return groups.sort((a, b) =>
    dimension === 'theme' ? order.indexOf(a.name) - order.indexOf(b.name) : b.actions - a.actions,
  );
}

function sumOf(rows: readonly Exactness[], keys: readonly string[]): number {
  return rows
    .filter(({ exactness }) => keys.includes(exactness))
    .reduce((sum, { actions }) => sum + actions, 0);
}
