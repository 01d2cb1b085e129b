/** How much of the sector the figures cover: councils with a plan here by type, and how old the plans are. */
import type { PlanEntry } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { inScope } from '../data/scope.ts';
import { count, counted, percent } from '../labels.ts';
import { MAIN, UNKNOWN } from '../palette.ts';
import { barList } from './bar-list.ts';
import { chartFigure } from './figure.ts';
import { mostInWords } from './finding.ts';
import { stackedBars } from './stacked-bars.ts';

/** The plan of each council that counts on the day, where it has actions. */
export function countedPlans(context: Context): PlanEntry[] {
  return context.countedPlans.filter((plan) => plan.rows[0] < plan.rows[1]);
}

/** What the two figures do not follow, where it is chosen; with a space in front. */
function unfollowed(context: Context, names: readonly ('theme' | 'named')[]): string {
  const words = { theme: 'theme', named: 'named group' };
  const set = names.filter((name) => (context.params.get(name) ?? '') !== '').map((name) => words[name]);
  return set.length === 0 ? '' : ` This chart does not follow the ${set.join(' and the ')} chosen.`;
}

/** Which English councils have a plan here, out of all there are, by type; others stand apart, of no number. */
export function coverageFigure(context: Context): HTMLElement {
  const { summary } = context.site;
  const withPlan = [...new Set(countedPlans(context).map((plan) => plan.council))].flatMap(
    (index) => summary.councils[index] ?? [],
  );
  const chosen = withPlan.filter((council) => inScope(context.params, council));
  const english = chosen.filter(({ nation, type }) => nation === 'England' && type !== '');
  const sector = summary.sector.filter((entry) => inScope(context.params, entry));
  const all = sector.reduce((sum, entry) => sum + entry.councils, 0);
  const types = [...new Set([...sector, ...english].map(({ type }) => type))].toSorted();
  const groups = types.map((type) => {
    const read = english.filter((council) => council.type === type).length;
    const councils = sector.reduce((sum, entry) => sum + (entry.type === type ? entry.councils : 0), 0);
    return {
      label: type,
      counts: [read, Math.max(0, councils - read)],
      end: `${count(read)} of ${count(Math.max(read, councils))}`,
    };
  });
  const title = 'Which councils are covered?';
  const apart = [
    [chosen.filter(({ type }) => type === '').length, 'in no table of councils'],
    [chosen.filter(({ invented }) => invented).length, 'invented, as an example'],
    [chosen.filter(({ nation }) => nation === 'Wales').length, 'in Wales'],
  ] as const;
  const others = apart.flatMap(([number, where]) => (number > 0 ? [`${count(number)} ${where}`] : []));
  return chartFigure({
    name: 'coverage',
    title,
    finding: `${count(english.length)} of ${counted(all, 'council')} in England (${percent(english.length, all)}) ${english.length === 1 ? 'has' : 'have'} a plan here that holds actions.`,
    note:
      `The rest are not known to be fine: nothing of theirs was read.` +
      (others.length === 0 ? '' : ` Read too, but not counted here: ${others.join(', ')}.`) +
      unfollowed(context, ['theme', 'named']),
    legend: COVERAGE_PARTS,
    draw: (width) => stackedBars(groups, { name: 'coverage', title, parts: COVERAGE_PARTS, width }),
    table: () => ({
      columns: [
        { label: 'Type of council' },
        ...COVERAGE_PARTS.map((part) => ({ label: part.label, numeric: true })),
        { label: 'Share read', numeric: true },
      ],
      rows: groups.map(({ label, counts: [read = 0, rest = 0] }) => [
        label,
        read,
        rest,
        percent(read, read + rest),
      ]),
    }),
  });
}

const COVERAGE_PARTS = [
  { key: 'read', label: 'Plan read', colour: MAIN },
  { key: 'unread', label: 'No plan read', colour: UNKNOWN, unknown: true },
] as const;

/** The newest plans by year. */
export function ageFigure(context: Context): HTMLElement {
  const { councils } = context.site.summary;
  const current = countedPlans(context).filter((plan) => {
    const council = councils[plan.council];
    return council !== undefined && inScope(context.params, council);
  });
  const years = new Map<string, number>();
  for (const plan of current) {
    const year = plan.planDate?.slice(0, 4) ?? '';
    years.set(year, (years.get(year) ?? 0) + 1);
  }
  const known = [...years].filter(([year]) => year !== '').toSorted(([a], [b]) => (a < b ? 1 : -1));
  const rows = [
    ...known.map(([year, plans]) => ({ label: year, count: plans, unknown: false })),
    { label: 'Date not known', count: years.get('') ?? 0, unknown: true },
  ];
  const title = 'How old are the plans?';
  return chartFigure({
    name: 'plan-ages',
    title,
    finding: mostInWords(rows, current.length),
    note: `The newest plan of each of ${counted(current.length, 'council')}, by year of the plan. What it says is as old as it is.${unfollowed(context, ['theme', 'named'])}`,
    draw: (width) => barList(rows, { name: 'plan-ages', title, of: current.length, width }),
    table: () => ({
      columns: [
        { label: 'Year of the plan' },
        { label: 'Plans', numeric: true },
        { label: 'Share', numeric: true },
      ],
      rows: rows.map((row) => [row.label, row.count, percent(row.count, current.length)]),
    }),
  });
}
