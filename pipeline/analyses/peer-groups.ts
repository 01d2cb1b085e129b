/** Groups of councils chosen by name, from data/peer-groups.csv; add a row there to make a group of your own. */
import { parseCsv } from '../csv.ts';
import { readDataText } from '../data-files.ts';

export interface PeerGroup {
  /** Kebab-case key, e.g. `tees-valley`. */
  group: string;
  title: string;
  /** Keys of its councils, as in the store's table of councils. */
  councils: string[];
}

/** All groups in the order of their first row. Throws an `Error` for a row without a group or a council. */
export function readPeerGroups(text = readDataText('peer-groups.csv')): PeerGroup[] {
  const groups = new Map<string, PeerGroup>();
  for (const [index, row] of parseCsv(text).entries()) {
    const { group = '', title = '', gss = '' } = row;
    if (group === '' || gss === '')
      throw new Error(`peer group without a name or council: line ${index + 2}`);
    const known = groups.get(group) ?? { group, title, councils: [] };
    if (!known.councils.includes(gss)) known.councils.push(gss);
    groups.set(group, known);
  }
  return [...groups.values()];
}

/** The group's councils as the parameter `peers` of an analysis takes them. Throws an `Error` for an unknown group. */
export function peersOf(group: string, groups = readPeerGroups()): string {
  const found = groups.find((one) => one.group === group);
  if (found === undefined) throw new Error(`unknown peer group: ${group}`);
  return JSON.stringify(found.councils);
}
