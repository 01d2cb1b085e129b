/** The council that a file name, path or address speaks of: `southend-on-sea.txt`, `democracy.x.gov.uk/…`. */
import { resolveName } from './council-names.ts';
import type { CouncilMatch } from './council-names.ts';

/** A council read from a source's name. */
export interface NamedSource {
  match: CouncilMatch;
  /** For a person: the words it was read from. */
  evidence: string;
  /** True for a council's own site, which is surer than a file name. */
  isAddress: boolean;
}

const HOST = /^(?:https?:\/\/)?(?<host>(?:[\w-]+\.)+[a-z]{2,})(?::\d+)?(?<path>\/.*)?$/iu;
const COUNCIL_SITE = /\.(?:gov\.uk|gov\.wales|llyw\.cymru|moderngov\.co\.uk|cmis\.uk\.com)$/iu;
const OTHER_SITE = /(?:^|\.)(?:local|lga|service)\.gov\.uk$/iu;
const SHARED_PART =
  /^(?:www\d?|democracy|e?democratic?|moderngov\w*|modgov|mgov|gov|uk|co|com|wales|cymru|llyw|cmis|committees?|meetings?|news|cds|councillors?|mycouncil|legacy|edemocracy)$/iu;

/** The council a file name or address names; `null` when it names none. */
export function readSourceName(name: string): NamedSource | null {
  const { host, path } = HOST.exec(name)?.groups ?? {};
  if (host !== undefined && path !== undefined && COUNCIL_SITE.test(host)) {
    const match = OTHER_SITE.test(host) ? null : readHost(host);
    if (match !== null) return { match, evidence: `address ${host}`, isAddress: true };
    return readFileName(path.split(/[?#]/u)[0] ?? '');
  }
  return readFileName(name);
}

function readHost(host: string): CouncilMatch | null {
  for (const part of host.split('.')) {
    if (SHARED_PART.test(part)) continue;
    const bare = part.replace(/(?<=[a-z]{4})(?:council|mbc|cbc|bc|dc|cc)$/iu, '');
    const match =
      resolveName(part.replaceAll('-', ' '), { exact: true }) ??
      resolveName(bare.replaceAll('-', ' '), { exact: true });
    if (match !== null) return match;
  }
  return null;
}

/** The longest run of a file name's words that is a council's name. */
function readFileName(name: string): NamedSource | null {
  const words = (name.split(/[\\/]/u).findLast((part) => part !== '') ?? '')
    .replace(/\.[a-z]{2,5}$/iu, '')
    .replace(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .split(/(?:%20|[\s_\-.+])+/u)
    .filter((word) => word !== '');
  for (let size = Math.min(7, words.length); size >= 1; size -= 1) {
    for (let at = 0; at + size <= words.length; at += 1) {
      const run = words.slice(at, at + size).join(' ');
      if (size === 1 && run.length < 4 && run !== run.toUpperCase()) continue;
      const match = resolveName(run, { exact: true });
      if (match !== null) return { match, evidence: `file name ${name}`, isAddress: false };
    }
  }
  return null;
}
