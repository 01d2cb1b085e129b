/** The councils of a group as a table that can be put in order: their newest plans, and how many actions are how far. */
import type { Context } from '../context.ts';
import { inGroup, inScope } from '../data/scope.ts';
import { councilMeasures, FILTERS, type Measures, type ShareName, shareOf } from '../data/measures.ts';
import { dayInWords } from '../dates.ts';
import { h } from '../element.ts';
import { count, percent, UNDATED } from '../labels.ts';
import { councilLink } from './council-link.ts';
import { countLink, ofCouncil } from './count-link.ts';
import { dataTable, type TableColumn } from './table.ts';

/** Columns of shares, in their order; also what the table can be sorted by. */
const SHOWN: readonly [ShareName, string][] = [
  ['done', 'Done'],
  ['past', 'Past its date'],
  ['ownerless', 'No owner'],
  ['cannotTell', UNDATED.cannotTell],
];

interface ListedCouncil {
  index: number;
  name: string;
  /** Absent where no action counts on the day. */
  measure: Measures | undefined;
}

/** The known councils of the type, region and named group chosen, by name. */
export function councilsInScope(context: Context): ListedCouncil[] {
  const measures = councilMeasures(context);
  const { params } = context;
  return context.site.summary.councils
    .map((council, index) => ({ council, index, name: council.name, measure: measures.get(index) }))
    .filter(
      ({ council, index }) => council.known && inScope(params, council) && inGroup(context, params, index),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** The table; its order is the address's `sort`: `council`, `plan`, `actions` or a share, `-` in front for the highest first. */
export function councilList(context: Context, councils: readonly ListedCouncil[]): HTMLElement {
  const asked = context.params.get('sort') ?? 'council';
  const [key, down] = [asked.replace(/^-/u, ''), asked.startsWith('-')];
  const column = (name: string, label: string, numeric: boolean): TableColumn => ({
    label,
    numeric,
    sort: {
      state: key === name ? (down ? 'descending' : 'ascending') : 'none',
      id: `sort-${name}`,
      // Names go from A, figures and days from the highest.
      choose: () => {
        const falling = key === name ? !down : name !== 'council';
        const sort = `${falling ? '-' : ''}${name}`;
        context.go(context.here({ sort: sort === 'council' ? null : sort }));
      },
    },
  });
  return dataTable({
    caption: 'Councils, their newest plans and what is past its date',
    download: 'councils',
    columns: [
      column('council', 'Council', false),
      { label: 'Type' },
      column('plan', 'Newest plan', false),
      column('actions', 'Actions', true),
      ...SHOWN.map(([name, label]) => column(name, label, true)),
    ],
    rows: ordered(context, councils, key, down).map((council) => cells(context, council)),
  });
}

function cells(context: Context, { index, measure }: ListedCouncil): (string | number | Node)[] {
  const council = context.site.summary.councils[index];
  const slug = council?.slug ?? '';
  const plan = context.planOf(index);
  return [
    councilLink(context, index),
    council?.type || 'not known',
    plan?.planDate
      ? dayInWords(plan.planDate)
      : h('span', { class: 'absent' }, plan === undefined ? 'none by then' : 'date not known'),
    measure ? countLink(measure.actions, ofCouncil(context, slug)) : 0,
    ...SHOWN.map(([name]) =>
      measure === undefined
        ? '–'
        : countLink(
            measure.counts[name],
            ofCouncil(context, slug, FILTERS[name]),
            `${count(measure.counts[name])} (${percent(measure.counts[name], measure.actions)})`,
          ),
    ),
  ];
}

/** In the order asked for; councils without the figure or the day come last, equal ones by name. */
function ordered(
  context: Context,
  councils: readonly ListedCouncil[],
  key: string,
  down: boolean,
): readonly ListedCouncil[] {
  if (key === 'council') return down ? councils.toReversed() : councils;
  const share = SHOWN.find(([name]) => name === key)?.[0];
  const value = ({ index, measure }: ListedCouncil): number | string | undefined => {
    if (key === 'plan') return context.planOf(index)?.planDate ?? undefined;
    if (measure === undefined) return undefined;
    return share === undefined ? measure.actions : shareOf(measure, share);
  };
  const keyed = councils.map((council) => ({ council, value: value(council) }));
  const compare = (a: (typeof keyed)[number], b: (typeof keyed)[number]): number => {
    if (a.value === b.value) return 0;
    if (a.value === undefined) return 1;
    if (b.value === undefined) return -1;
    return (a.value < b.value ? -1 : 1) * (down ? -1 : 1);
  };
  return keyed.toSorted(compare).map(({ council }) => council);
}
