/**
 * The sentences that notebooks begin with, worked out from the rows of their queries: they must be true of whatever
 * store is asked, an empty one included. Two sentences each, then what to bear in mind.
 */
import { count, counted, percent } from '../dashboards/labels.ts';

/** What a notebook found. */
export interface Findings {
  sentences: [string, string];
  caveats: string[];
}

/** A row of the analysis `recurring-recommendations`. */
export interface Cluster {
  cluster: string;
  typical_wording: string;
  councils: number;
  of_councils: number;
  recommendations: number;
  unanswered: number;
  actions: number;
  months_given: number | null;
  theme: string | null;
  done: number;
  ownerless: number;
  council_names: string[];
}

/** How one council answers one recurring recommendation. */
export interface Answer {
  cluster: string;
  council: string;
  actions: number;
}

/** What the current plans state. */
export interface Stated {
  recommendations: number;
  councils: number;
  unanswered: number;
  alone: number;
  councils_read: number;
}

/** Fewer councils than this say little about the sector. */
const FEW_COUNCILS = 30;

/** Fewer actions than this are not compared with another group's. */
export const FEW_ACTIONS = 10;

/** Do recommendations recur, and do councils answer them alike? */
export function findTold(clusters: readonly Cluster[], answers: readonly Answer[], stated: Stated): Findings {
  const [first] = clusters;
  const recurring =
    first === undefined
      ? `No recommendation was found to recur among the ${counted(stated.councils, 'council')} whose plans state any.`
      : `${counted(clusters.length, 'recommendation recurs', 'recommendations recur')} among the ${counted(stated.councils, 'council')} whose plans state any; the most frequent, “${clip(first.typical_wording, 120)}”, is made to ${count(first.councils)} of them.`;
  return {
    sentences: [recurring, widestAnswer(clusters, answers)],
    caveats: [
      ...fewCouncils(stated.councils_read),
      `No other like them: ${shareOf(stated.alone, stated.recommendations, 'recommendation')}. Likeness is judged by words, so two that mean the same in other words may be apart.`,
      `No action that refers to them: ${shareOf(stated.unanswered, stated.recommendations, 'recommendation')}. That may be our reading of a layout as well as a council’s omission.`,
      `Left out, because no document of theirs states a recommendation: ${shareOf(stated.councils_read - stated.councils, stated.councils_read, 'council')}.`,
    ],
  };
}

function widestAnswer(clusters: readonly Cluster[], answers: readonly Answer[]): string {
  const widest = findWidest(clusters, answers);
  if (widest === undefined) return 'So there are no answers to compare.';
  if (widest.most === widest.least)
    return 'Councils that were told the same answer with as many actions each.';
  return `The answers differ most on “${clip(widest.cluster.typical_wording, 120)}”: from ${counted(widest.least, 'action')} by one council to ${count(widest.most)} by another.`;
}

/** The recurring recommendation whose answers differ most in number of actions; the more frequent one of equals. */
export function findWidest(
  clusters: readonly Cluster[],
  answers: readonly Answer[],
): { cluster: Cluster; least: number; most: number } | undefined {
  const spreads = clusters.map((cluster) => {
    const sizes = answers
      .filter((answer) => answer.cluster === cluster.cluster)
      .map(({ actions }) => actions);
    return { cluster, least: Math.min(...sizes), most: Math.max(...sizes) };
  });
  return spreads.sort((a, b) => b.most - b.least - (a.most - a.least))[0];
}

/** A caveat where too few councils were read to speak of the sector. */
export function fewCouncils(councils: number): string[] {
  if (councils >= FEW_COUNCILS) return [];
  return [
    `Only ${counted(councils, 'council')} in this store: nothing here can be said of councils in general.`,
  ];
}

/** The words up to a length, cut between words with an ellipsis. */
export function clip(words: string, length: number): string {
  if (words.length <= length) return words;
  const cut = words.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).trim()}…`;
}

/** A share in words, with both counts. */
export function shareOf(part: number, whole: number, noun: string): string {
  return `${count(part)} of ${counted(whole, noun)} (${percent(part, whole)})`;
}
