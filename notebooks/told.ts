/** Charts and table of the notebook on recurring recommendations. */
import { THEME_SHORT, type ThemeGroup } from '../dashboards/labels.ts';
import { clip, findWidest, type Answer, type Cluster } from './findings.ts';
import { showBars, showTable } from './figures.ts';

/** Groups shown in a chart; the table lists all. */
const SHOWN = 15;

/** How many councils get each recurring recommendation. */
export function showClusters(clusters: readonly Cluster[]): HTMLElement {
  const of = clusters[0]?.of_councils ?? 0;
  const rows = clusters.slice(0, SHOWN).map((cluster) => ({
    label: labelOf(cluster),
    count: cluster.councils,
  }));
  return showBars(
    {
      name: 'recurring-recommendations',
      title: 'Which recommendations do several councils get?',
      note: `Councils that get each recommendation, of ${of} whose plans state any; the ${rows.length} most frequent of ${clusters.length} groups.`,
    },
    rows,
    of,
  );
}

/** How many actions each council answers one recommendation with: the one where they differ most. */
export function showAnswers(clusters: readonly Cluster[], answers: readonly Answer[]): HTMLElement {
  const widest = findWidest(clusters, answers);
  const rows = answers
    .filter((answer) => answer.cluster === widest?.cluster.cluster)
    .sort((a, b) => b.actions - a.actions || a.council.localeCompare(b.council, 'en-GB'))
    .map((answer) => ({ label: answer.council, count: answer.actions }));
  return showBars(
    {
      name: 'answers-to-the-same',
      title: 'Where do the answers differ most?',
      note:
        widest === undefined
          ? 'No recommendation recurs.'
          : `Actions of each council that answer “${clip(widest.cluster.typical_wording, 160)}”`,
    },
    rows,
    null,
  );
}

/** Every group with what councils promised in reply. */
export function listClusters(clusters: readonly Cluster[]): HTMLElement {
  return showTable(
    'Every recurring recommendation and its answers',
    [
      { label: 'Typical wording' },
      { label: 'Councils', numeric: true },
      { label: 'Times stated', numeric: true },
      { label: 'Not answered', numeric: true },
      { label: 'Actions', numeric: true },
      { label: 'Without an owner', numeric: true },
      { label: 'Done', numeric: true },
      { label: 'Months given, median', numeric: true },
      { label: 'Main theme' },
      { label: 'Who is told so' },
    ],
    clusters.map((cluster) => [
      cluster.typical_wording,
      cluster.councils,
      cluster.recommendations,
      cluster.unanswered,
      cluster.actions,
      cluster.ownerless,
      cluster.done,
      cluster.months_given ?? 'not known',
      cluster.theme === null ? 'not known' : THEME_SHORT[cluster.theme as ThemeGroup],
      cluster.council_names.join(', '),
    ]),
  );
}

/** Wording short enough for a label. */
function labelOf(cluster: Cluster): string {
  return clip(cluster.typical_wording, 48);
}
