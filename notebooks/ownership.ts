/** The notebook on owners: its findings, charts and table. */
import { codeInWords, count, counted, percent, THEME_SHORT, type ThemeGroup } from '../dashboards/labels.ts';
import { MAIN, MUTED, THEME_COLOURS, UNKNOWN } from '../dashboards/palette.ts';
import { fewCouncils, shareOf, type Findings } from './findings.ts';
import { showParts, showTable } from './figures.ts';

/** A row of the analysis `ownerless`. */
export interface Owned {
  council: string;
  actions: number;
  ownerless: number;
  vaguely_owned: number;
  owned: number;
}

/** A row of the analysis `busiest-owners`. */
export interface Busiest {
  council: string;
  written_as: string;
  role: string;
  vague: boolean;
  actions: number;
  owned_actions: number;
  share: number;
}

/** How many actions on a theme name a role. */
export interface RoleTheme {
  role: string;
  theme: ThemeGroup;
  actions: number;
}

/** The store as a whole. */
export interface OwnerFacts {
  actions: number;
  councils: number;
  ownerless: number;
  vaguely_owned: number;
  owners: number;
  without_role: number;
}

/** Councils and roles shown in a chart; exports hold all. */
const SHOWN = 25;

/** How many actions have no owner, and which post has too many? */
export function findOwned(facts: OwnerFacts, busiest: readonly Busiest[]): Findings {
  return {
    sentences: [
      `No owner is named for ${shareOf(facts.ownerless, facts.actions, 'action')}, and only a vague one, such as “All”, for ${count(facts.vaguely_owned)} more.`,
      busiestPost(busiest.filter(({ vague }) => !vague)),
    ],
    caveats: [
      ...fewCouncils(facts.councils),
      'Some plans have no column for owners at all: without an owner in the document is not without an owner in the council.',
      `No role comparable across councils is known for ${shareOf(facts.without_role, facts.owners, 'named owner')}: they are missing from the chart of roles.`,
      'A post is told by its own words: one that a plan writes in two ways counts as two, and being named often is not the same as doing much.',
    ],
  };
}

function busiestPost(posts: readonly Busiest[]): string {
  const [first] = [...posts].sort((a, b) => b.share - a.share || b.actions - a.actions);
  if (first === undefined) return 'No post is named on three actions or more of a plan.';
  const overloaded = posts.filter((post) => post.actions * 3 >= post.owned_actions).length;
  return `The most burdened is “${first.written_as}” at ${first.council}, on ${count(first.actions)} of ${counted(first.owned_actions, 'action')} with an owner (${percent(first.actions, first.owned_actions)}); posts named on a third or more of their council’s: ${count(overloaded)}.`;
}

/** Which councils name owners. */
export function showOwned(rows: readonly Owned[]): HTMLElement {
  return showParts(
    {
      name: 'owners-by-council',
      title: 'Whose plans say who does it?',
      note: `Actions of current plans; the ${Math.min(SHOWN, rows.length)} councils with the largest share without an owner, of ${count(rows.length)}.`,
    },
    rows.slice(0, SHOWN).map((row) => ({
      label: row.council,
      counts: [row.owned, row.vaguely_owned, row.ownerless],
    })),
    [
      { key: 'owned', label: 'A post, person or body', colour: MAIN },
      { key: 'vague', label: 'Only a vague owner', colour: MUTED },
      { key: 'none', label: 'No owner named', colour: UNKNOWN, unknown: true },
    ],
  );
}

/** Which theme each role's actions are on. */
export function showRoles(rows: readonly RoleTheme[]): HTMLElement {
  const themes = Object.keys(THEME_SHORT) as ThemeGroup[];
  const roles = [...Map.groupBy(rows, ({ role }) => role)]
    .map(([role, own]) => ({
      label: codeInWords(role),
      counts: themes.map((theme) => own.find((row) => row.theme === theme)?.actions ?? 0),
      total: own.reduce((sum, { actions }) => sum + actions, 0),
    }))
    .sort((a, b) => b.total - a.total || a.label.localeCompare(b.label, 'en-GB'));
  return showParts(
    {
      name: 'roles-by-theme',
      title: 'What is each role asked to do?',
      note: `Actions that name a known role, by theme; the ${Math.min(SHOWN, roles.length)} most named of ${count(roles.length)} roles. An action that names two counts under both.`,
    },
    roles.slice(0, SHOWN),
    themes.map((key) => ({
      key,
      label: THEME_SHORT[key],
      colour: THEME_COLOURS[key],
      unknown: key === 'unsure',
    })),
  );
}

/** Every post that is named on three actions or more. */
export function listBusiest(rows: readonly Busiest[]): HTMLElement {
  return showTable(
    'Posts and people named on three actions or more',
    [
      { label: 'As the plan writes it' },
      { label: 'Council' },
      { label: 'Role' },
      { label: 'Actions', numeric: true },
      { label: 'Of those with an owner', numeric: true },
      { label: 'Share', numeric: true },
    ],
    rows.map((row) => [
      row.vague ? `${row.written_as} (vague)` : row.written_as,
      row.council,
      row.role === '' ? 'not known' : codeInWords(row.role),
      row.actions,
      row.owned_actions,
      percent(row.actions, row.owned_actions),
    ]),
  );
}
