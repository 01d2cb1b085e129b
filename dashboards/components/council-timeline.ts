/** The dated actions of one plan on a timeline; the words are fetched first. */
import type { Context } from '../context.ts';
import { orderBy } from '../data/order.ts';
import { rangeInWords } from '../dates.ts';
import { h } from '../element.ts';
import { count, counted, LATENESS_LABELS, lacking, THEME_LABELS, THEME_SHORT } from '../labels.ts';
import { LATENESS, OPEN, type Lateness } from '../lateness.ts';
import { LATENESS_COLOURS } from '../palette.ts';
import { clipped, rowFacts } from './action-list.ts';
import { chartFigure, type LegendEntry } from './figure.ts';
import { timelineBars, type TimelineRow } from './timeline-bars.ts';

/** More lines than this are no longer read one by one. */
export const MOST_LINES = 120;

/** Legend of a timeline: what cannot be told is drawn only where a time runs backwards. */
function legendOf(lines: readonly TimelineRow[]): LegendEntry[] {
  const isDrawn = (name: Lateness): boolean =>
    name !== 'cannot_tell' || lines.some(({ lateness }) => lateness === name);
  return LATENESS.filter(isDrawn).map((name) => ({
    label: LATENESS_LABELS[name],
    colour: LATENESS_COLOURS[name],
  }));
}

/** The timeline of a council's rows, themes one under the other. */
export function councilTimeline(context: Context, rows: Uint32Array, council: string): HTMLElement {
  return timelineFigure(context, rows, `When ${council} said it would act`, 'theme', null);
}

/**
 * A figure with a line for each dated row, grouped by theme or council, in the span of days given or needed.
 * Undated rows are counted in its note.
 */
export function timelineFigure(
  context: Context,
  rows: Uint32Array,
  title: string,
  group: 'theme' | 'council',
  span: { from: number; to: number } | null,
): HTMLElement {
  const { facts } = context.site;
  const dated = rows.filter(
    (row) => (facts.start[row] ?? OPEN) !== OPEN || (facts.end[row] ?? OPEN) !== OPEN,
  );
  const key = (row: number): number =>
    group === 'theme' ? (facts.themeGroup[row] ?? 0) : (facts.council[row] ?? 0);
  const when = (row: number): number => {
    const [start = OPEN, end = OPEN] = [facts.start[row], facts.end[row]];
    return start === OPEN ? end : start;
  };
  const shown = [...orderBy(orderBy(dated, when), key).subarray(0, MOST_LINES)];
  const place = h(
    'div',
    { class: 'timeline-part', 'aria-busy': 'true' },
    h('p', { class: 'loading' }, 'Loading the words…'),
  );
  const fill = async (): Promise<void> => {
    const texts = await context.site.texts(shown);
    const lines: (TimelineRow & { id: string })[] = shown.map((row, index) => {
      const about = rowFacts(context, row);
      return {
        key: String(row),
        id: texts[index]?.id ?? '',
        label: clipped(texts[index]?.text ?? '', 200),
        group: group === 'theme' ? THEME_LABELS[about.theme] : about.council,
        start: about.start,
        end: about.end,
        lateness: about.lateness,
      };
    });
    const days = lines.flatMap((line) => [line.start, line.end].filter((day) => day !== null));
    const from = span?.from ?? Math.min(context.asOf, ...days) - 15;
    const to = span?.to ?? Math.max(context.asOf, ...days) + 15;
    const undated = rows.length - dated.length;
    place.replaceChildren(
      chartFigure({
        name: 'timeline',
        title,
        note:
          (undated === 0
            ? `${counted(dated.length, 'dated action')}.`
            : `${count(dated.length)} of ${counted(rows.length, 'action')} have a date; ${lacking(undated, 'noDate')} not drawn.`) +
          (dated.length > shown.length ? ` The first ${count(shown.length)} are shown.` : '') +
          ' A bar is a window, a diamond a last day, an arrow a start without an end.',
        legend: legendOf(lines),
        draw: (width) =>
          timelineBars(lines, { name: 'timeline', title, from, to, asOf: context.asOf, width }),
        table: () => ({
          columns: [
            { label: 'Action' },
            { label: group === 'theme' ? 'Theme' : 'Council' },
            { label: 'When' },
            { label: 'On the day' },
          ],
          rows: lines.map((line, index) => [
            h('a', { href: context.to('action', {}, line.id) }, line.label),
            group === 'theme' ? THEME_SHORT[rowFacts(context, shown[index] ?? 0).theme] : line.group,
            rangeInWords(line.start, line.end),
            LATENESS_LABELS[line.lateness],
          ]),
        }),
      }),
    );
    place.removeAttribute('aria-busy');
  };
  fill().catch(() => {
    place.replaceChildren(
      h('p', { class: 'empty' }, 'The words could not be fetched. Reload the page to try again.'),
    );
  });
  return place;
}
