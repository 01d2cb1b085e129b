/** A council beside its peers: the choice of peers, the strip of shares, and the same as a table with places. */
import type { Context } from '../context.ts';
import {
  councilMeasures,
  FEWEST_FOR_MIDDLE,
  middleOf,
  rankInWords,
  SHARES,
  shareOf,
} from '../data/measures.ts';
import { DISTANCE_IN_WORDS, groupAsked, PEER_GROUPS, peersOf, whyNoPeers } from '../data/peers.ts';
import { h } from '../element.ts';
import { counted, percent } from '../labels.ts';
import { listOf } from '../state.ts';
import { benchmarkStrip, stripLegend } from './benchmark-strip.ts';
import { chartFigure } from './figure.ts';

/** The form that chooses the peers. */
export function peerChoice(context: Context, council: number): HTMLElement {
  const group = groupAsked(context);
  const select = h(
    'select',
    {
      id: 'peer-group',
      onchange: () => context.go(context.here({ group: select.value === 'nearest' ? null : select.value })),
    },
    Object.entries(PEER_GROUPS).map(([value, words]) =>
      h('option', { value, selected: value === group }, words),
    ),
  );
  return h(
    'form',
    { class: 'scope no-print', 'aria-label': 'Peers', onsubmit: (event) => event.preventDefault() },
    h('div', { class: 'field' }, h('label', { for: 'peer-group' }, 'Compare with'), select),
    group === 'own' ? ownPeers(context, council) : null,
    group === 'nearest' ? h('p', { class: 'hint' }, DISTANCE_IN_WORDS) : null,
  );
}

/** The figure; without peers it says so. */
export function benchmarkFigure(context: Context, council: number): HTMLElement {
  const measures = councilMeasures(context);
  const own = measures.get(council);
  const chosen = peersOf(context, council, [...measures.keys()]);
  const peers = chosen.flatMap((index) => measures.get(index) ?? []);
  const name = context.site.summary.councils[council]?.name ?? '';
  if (own === undefined) return h('p', { class: 'empty' }, 'This council has no actions to compare.');
  const title = `Where ${name} stands among its peers`;
  const rows = SHARES.map(([key, label]) => {
    const shares = peers.map((peer) => shareOf(peer, key));
    return { key, label, part: own.counts[key], whole: own.actions, peers: shares, median: middleOf(shares) };
  });
  const months = peers.flatMap((peer) => peer.monthsGiven ?? []);
  return chartFigure({
    name: 'benchmark',
    title,
    note: `Shares of each council’s own actions: ${counted(own.actions, 'action')} here, against ${peersInWords(context, council, chosen)}`,
    legend: stripLegend(peers.length),
    draw: (width) => benchmarkStrip(rows, { name: 'benchmark', title, width }),
    table: () => ({
      columns: [
        { label: 'Measure' },
        { label: name, numeric: true },
        { label: 'Actions', numeric: true },
        { label: 'Middle of the peers', numeric: true },
        { label: 'Place, this council among them' },
      ],
      rows: [
        ...rows.map((row) => [
          row.label,
          percent(row.part, row.whole),
          `${row.part} of ${row.whole}`,
          row.median === null ? '–' : percent(row.median, 1),
          rankInWords(row.part / row.whole, [...row.peers, row.part / row.whole]),
        ]),
        [
          'Months given, in the middle',
          own.monthsGiven === null ? '–' : own.monthsGiven.toFixed(1),
          '',
          middleOf(months)?.toFixed(1) ?? '–',
          own.monthsGiven === null ? '–' : rankInWords(own.monthsGiven, [...months, own.monthsGiven]),
        ],
      ],
    }),
  });
}

/** How many peers there are, and why they are so few where no middle can be given. */
function peersInWords(context: Context, council: number, chosen: readonly number[]): string {
  const { councils } = context.site.summary;
  const group = PEER_GROUPS[groupAsked(context)].replace(/^\w/u, (letter) => letter.toLowerCase());
  const why = whyNoPeers(context, council);
  if (why !== '') return `no peers. ${why}`;
  const words = `${counted(chosen.length, 'peer')} (${group}) with a plan here`;
  if (chosen.length === 0) return `${words}. Choose another group of peers above.`;
  if (chosen.length >= FEWEST_FOR_MIDDLE) return `${words}.`;
  const names = chosen.map((index) => councils[index]?.name ?? '').join(' and ');
  return `${words}: ${names}. Too few in this build for a middle: each is drawn for itself.`;
}

function ownPeers(context: Context, council: number): HTMLElement {
  const chosen = listOf(context.params, 'peers');
  const { councils } = context.site.summary;
  const select = h(
    'select',
    {
      id: 'peer-add',
      onchange: () => context.go(context.here({ peers: [...chosen, select.value].join(',') })),
    },
    h('option', { value: '' }, 'Add a council'),
    councils
      .filter((entry, index) => entry.known && index !== council && !chosen.includes(entry.slug))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
      .map((entry) => h('option', { value: entry.slug }, entry.name)),
  );
  return h(
    'div',
    { class: 'field' },
    h('label', { for: 'peer-add' }, 'My peers'),
    select,
    h(
      'ul',
      { class: 'chips', 'aria-label': 'Peers chosen' },
      chosen.map((slug) =>
        h(
          'li',
          {},
          h(
            'a',
            {
              class: 'chip',
              id: `peer-${slug}`,
              href: context.here({ peers: chosen.filter((other) => other !== slug).join(',') }),
            },
            councils.find((entry) => entry.slug === slug)?.name ?? slug,
            h('span', { 'aria-hidden': 'true' }, ' ×'),
            h('span', { class: 'hidden' }, ' (remove)'),
          ),
        ),
      ),
    ),
  );
}
