/** How much of the sector the figures cover: councils with a plan here by type, and how old the plans are. */
import type { PlanEntry } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { count, counted, percent } from '../labels.ts';
import { MAIN, UNKNOWN } from '../palette.ts';
import { barList } from './bar-list.ts';
import { chartFigure } from './figure.ts';
import { stackedBars } from './stacked-bars.ts';

/** The plan of each council that counts on the day, where it has actions. */
export function countedPlans(context: Context): PlanEntry[] {
  return context.countedPlans.filter((plan) => plan.rows[0] < plan.rows[1]);
}

/** Which councils have a plan here, out of all there are, by type. */
export function coverageFigure(context: Context): HTMLElement {
  const { summary } = context.site;
  const withPlan = [...new Set(countedPlans(context).map((plan) => plan.council))];
  const types = [
    ...new Set([...summary.sector.map(({ type }) => type), ...summary.councils.map(({ type }) => type)]),
  ];
  const groups = types
    .toSorted((a, b) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
    .map((type) => {
      const read = withPlan.filter((council) => summary.councils[council]?.type === type).length;
      const all = summary.sector.reduce((sum, entry) => sum + (entry.type === type ? entry.councils : 0), 0);
      return {
        label: type || 'Not in the table of councils',
        counts: [read, Math.max(0, all - read)],
        end: `${count(read)} of ${count(Math.max(read, all))}`,
      };
    });
  const known = withPlan.filter((council) => summary.councils[council]?.type !== '').length;
  const sector = summary.sector.reduce((sum, entry) => sum + entry.councils, 0);
  const title = 'Which councils are covered?';
  return chartFigure({
    name: 'coverage',
    title,
    note: `${count(known)} of ${counted(sector, 'council')} in England and Wales (${percent(known, sector)}) have a plan here that holds actions. The rest are not known to be fine: nothing of theirs was read.`,
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
  const current = countedPlans(context);
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
    note: `The newest plan of each of ${counted(current.length, 'council')}, by year of the plan. What it says is as old as it is.`,
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
