/**
 * Which council a document is about: a name in any usual spelling to the council of `data/councils.csv`, and a
 * document's text and file name to the council it speaks for, told from the others it mentions.
 */
import { readLexicon } from '../../data-files.ts';
import { listBareNames, resolveName } from './council-names.ts';
import type { CouncilMatch } from './council-names.ts';
import { readSourceName } from './council-source.ts';

/** A council with why it was taken for the document's own. */
export interface FoundCouncil extends CouncilMatch {
  /** For a person: the words, and where they stood. */
  evidence: string;
  /** 0..1. */
  confidence: number;
}

/** What is known of a document besides its text. */
export interface CouncilHints {
  /** File name, path or URL. */
  name?: string;
  /** Title from the format's metadata. */
  title?: string;
}

const OPENING_LINES = 15;
const LONGEST_TEXT = 300_000;
const ENOUGH = 2;

/**
 * The council meant by a name: "LB of Southwark", "Kings Lynn & West Norfolk BC", "Hull", "Shepway". Tolerates
 * missing apostrophes and hyphens, the wrong rank (Borough for City) and one or two misread letters. An abolished
 * council is itself, with its successors; `null` when none is meant or two are as likely.
 */
export function resolveCouncil(name: string): CouncilMatch | null {
  return resolveName(name);
}

/**
 * The council a document is about, from its opening lines, its title and file name, and how often a name recurs;
 * `null` when it names none. A council that is not in the table has `gss: null` and its name as printed.
 */
export function findCouncil(text: string, hints: CouncilHints = {}): FoundCouncil | null {
  const scores = new Map<string, { match: CouncilMatch; score: number; evidence: string; best: number }>();
  const add = (match: CouncilMatch, score: number, evidence: string): void => {
    const key = match.gss ?? match.name;
    const seen = scores.get(key) ?? { match, score: 0, evidence, best: 0 };
    if (score > seen.best) {
      seen.evidence = evidence;
      seen.best = score;
    }
    seen.score += score;
    scores.set(key, seen);
  };
  const named = hints.name === undefined ? null : readSourceName(hints.name);
  if (named !== null) add(named.match, named.isAddress ? 5 : 4, named.evidence);
  if (hints.title !== undefined) scoreLine(hints.title, 5, 'title', add);
  scoreText(withoutPeers(text.slice(0, LONGEST_TEXT)), add);
  const ranked = [...scores.values()].sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (first === undefined || first.score < ENOUGH) return null;
  const lead = first.score - (second?.score ?? 0);
  const confidence = Math.min(0.99, 0.45 + 0.05 * Math.min(first.score, 6) + 0.04 * Math.min(lead, 6));
  return { ...first.match, evidence: first.evidence, confidence: Number(confidence.toFixed(2)) };
}

type AddScore = (match: CouncilMatch, score: number, evidence: string) => void;

const TYPE = String.raw`(?:(?:Metropolitan|City|Borough|District|County|Unitary)\s+(?:and\s+(?:District|County)\s+)?(?:Borough\s+)?){0,2}Council`;
const WORD = String.raw`[A-Z][\p{L}\d'’.-]*`;
const LINK = String.raw`(?:and|&|of|upon|on|with|the|under|in|by)`;
const NAME = String.raw`${WORD}(?:,? +(?:${LINK} +){0,2}${WORD}){0,5}`;
const AFTER = new RegExp(String.raw`(?<name>${NAME}) +(?<type>${TYPE}|MBC|LBC)\b`, 'gu');
const BEFORE = new RegExp(
  String.raw`\b(?<type>(?:London Borough|Royal Borough|Borough Council|Borough|City Council|City|LB|Council|Corporation)\s+of\s+(?:the\s+)?)(?<name>${NAME})`,
  'gu',
);

/** One of these stands in every line that either of the two finds a name in. */
const SAYS_COUNCIL = /Council|MBC|LBC|Borough|City|LB|Corporation/u;

/** Words that begin a capitalised phrase and are no part of a council's name. */
const NOT_A_NAME =
  /^(?:the|our|your|full|cabinet|town|parish|local|city|borough|district|county|that|this|each|every|of|to|for|by|at|a|an|all|and|leader|member|chair|chief|deputy|one|whole|when|where|as|if|what|how|with|from|on|in|new|annual|other|neighbouring|uk|greater|arts|sports?|youth|students?|design|health|british|european|national|privy|executive|shadow|combined|peer|challenge|corporate|action|plans?|better|best|good|modern|effective|efficient|labour|conservative|independent|green|agreed?|report|follow(?:ing)?)$/iu;

/** Words that name a table's column: "Recommendation" beside "Council response" names no council. */
const HEADER_WORDS = new Set(
  readLexicon('lexicon/header-words.tsv')
    .filter((row) => row['alone'] !== 'yes' && row['word'] !== 'by')
    .map((row) => row['word'] ?? ''),
);

function scoreText(text: string, add: AddScore): void {
  const lines = text.split('\n');
  let seen = 0;
  lines.forEach((line) => {
    if (line.trim() === '') return;
    seen += 1;
    const opening = seen <= OPENING_LINES;
    const about =
      /peer (?:challenge|review)|action plan|improvement plan|progress (?:report|review|update)/iu.test(line);
    const weight = opening ? (seen <= 3 ? 4 : 2.5) + (about && line.length < 200 ? 2 : 0) : 0.5;
    scoreLine(line, weight, opening ? 'opening lines' : 'text', add);
  });
  scoreBareNames(
    lines.map((line) => line.trim()).filter((line) => line !== ''),
    add,
  );
}

/** A line that lists a peer with the post and council the peer came from. */
const PEER_LIST =
  /\bpeers?\b(?! (?:challenge|review))[^.]*\b(?:councillor|cllr|chief executive|director|leader)\b|^\W*(?:lead |member |officer )?peers?\s*[:–-]/iu;

/** "Peers from": what follows are the councils that sent them. */
const PEERS_FROM = /\b(?:[Pp]eers\b[^.\n:]{0,60}?\b(?:from|of)|[Tt]eam\b[^.\n:]{0,60}?\bfrom)\s(?=\p{Lu})/gu;
const NAMES_RUN = /^(?:\p{Lu}[\p{L}'’.-]*|and|&|of|on|upon|the|with|in|[,\t ])+/u;
/** A council that does something is the subject of a sentence, also at the end of such a list. */
const IS_SUBJECT =
  /^\s?(?:has|have|had|is|was|will|welcome|accept|agree|develop|publish|produce|prepare|respon)/u;

/** The text without the councils that sent their peers: "peers from Kent County Council and Leeds City Council". */
function withoutPeers(text: string): string {
  let kept = '';
  let from = 0;
  for (const match of text.matchAll(PEERS_FROM)) {
    const start = match.index + match[0].length;
    if (match.index < from) continue;
    const run = NAMES_RUN.exec(text.slice(start, start + 600))?.[0] ?? '';
    if (!/ /.test(run.trim())) continue;
    const after = text.slice(start + run.length, start + run.length + 20);
    const length = IS_SUBJECT.test(after) ? Math.max(run.lastIndexOf(','), 0) : run.length;
    kept += text.slice(from, start);
    from = start + length;
  }
  return kept + text.slice(from);
}

/** What stands before a council that others work with. */
const PARTNER =
  /\b(?:with|alongside|partners?(?:,| include| including| such as|:)?|neighbours?(?:,| include| including| such as|:)?)\s(?:the )?$/iu;
/** What a council does that speaks in its own plan. */
const SPEAKS =
  /^(?:\s\([^)]{1,20}\))?\s(?:has\s|have\s)?(?:developed|agreed|approved|adopted|prepared|produced|published|drawn up|drew up|accepts?|accepted|welcomes?|welcomed|invited|hosted|undertook|commissioned)\b.{0,60}\b(?:plan|response|challenge|recommendations|review|report)\b/iu;

/** A name's weight by what stands around it: a partner's is small, the speaker's great. */
function weightInPlace(line: string, at: number, length: number, weight: number): number {
  if (weight >= 2.5 && SPEAKS.test(line.slice(at + length, at + length + 120))) return weight + 3;
  const before = line.slice(0, at);
  const isRunning = line.length > 60 && !/\bpeer (?:challenge|review)[^.]{0,20}$/iu.test(before);
  return isRunning && PARTNER.test(before) ? weight * 0.25 : weight;
}

/** Names with a word beside them that says it is a council; a list of peers and their councils weighs nothing. */
function scoreLine(printed: string, weight: number, where: string, add: AddScore): void {
  const line = lowerCapitals(printed);
  if (!SAYS_COUNCIL.test(line) || PEER_LIST.test(line)) return;
  for (const pattern of [AFTER, BEFORE]) {
    for (const match of line.matchAll(pattern)) {
      const name = trimName(match.groups?.['name'] ?? '', pattern === AFTER);
      const type = match.groups?.['type'] ?? '';
      if (name === '') continue;
      const found = resolveSpan(name, type, pattern === AFTER);
      const own = weightInPlace(line, match.index, match[0].length, weight);
      if (found !== null) add(found, own, `${where}: ${match[0].trim()}`);
      else if (weight >= 2.5 && isInvented(name, type)) {
        add(
          { name: dropRank(name), gss: null, successors: [] },
          weight - 0.5,
          `${where}: ${match[0].trim()} (not in the table)`,
        );
      }
    }
  }
}

function dropRank(name: string): string {
  const words = name.split(/\s+/u);
  while (words.length > 1 && RANK.test(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}

const RANK = /^(?:metropolitan|city|borough|district|county|unitary|&|and)$/iu;

/** A word of three letters and more, none of them small. */
const CAPITALS = /(?<!\S)\p{Lu}[^\p{Ll}\s]{2,}(?!\S)/gu;

/** "LONDON BOROUGH OF CROYDON" as "London Borough of Croydon"; lines not all in capitals as they are. */
function lowerCapitals(line: string): string {
  const capitals = line.match(CAPITALS) ?? [];
  if (capitals.length < 2) return line;
  return line
    .split(/(?<=[\s-])|(?=[\s-])/u)
    .map((word) => {
      if (!/^\p{Lu}[^\p{Ll}]+$/u.test(word)) return word;
      const lower = word.toLowerCase();
      return /^(?:and|of|upon|on|with|the|under|in|by)$/u.test(lower)
        ? lower
        : word.charAt(0) + lower.slice(1);
    })
    .join('');
}

function trimName(name: string, fromLeft: boolean): string {
  const words = name.split(/\s+/u);
  if (fromLeft) while (words.length > 0 && NOT_A_NAME.test(words[0] ?? '')) words.shift();
  return words
    .join(' ')
    .replace(/[,.]$/u, '')
    .replace(/[’']s$/u, '');
}

/** The name may have caught words before it ("Supported by Leeds City Council") or after ("City of York Peer Challenge"). */
function resolveSpan(name: string, type: string, typeAfter: boolean): CouncilMatch | null {
  const words = name.split(/\s+/u);
  for (let drop = 0; drop < words.length; drop += 1) {
    const rest = typeAfter ? words.slice(drop) : words.slice(0, words.length - drop);
    if (/^(?:and|&|of|upon|on|with|the|under|in|by)$/u.test(rest[0] ?? '')) continue;
    const full = typeAfter ? `${rest.join(' ')} ${type}` : `${type} ${rest.join(' ')}`;
    const found = resolveName(full, { exact: drop > 0 || rest.length === 1 });
    if (found !== null) return found;
  }
  return words.length === 1 ? resolveName(typeAfter ? `${name} ${type}` : `${type} ${name}`) : null;
}

function isInvented(name: string, type: string): boolean {
  const words = name.split(/\s+/u);
  return (
    words.length <= 4 &&
    !words.some((word) => HEADER_WORDS.has(word.toLowerCase().replaceAll(/[^a-z]/gu, ''))) &&
    !words.some(
      (word) =>
        NOT_A_NAME.test(word) &&
        !/^(?:and|of|on|the|in|by|with|county|district|city|borough|greater|new)$/iu.test(word),
    ) &&
    (/\s|^[A-Z]/u.test(type) || words.length > 1)
  );
}

/** Capitalised names without "council" beside them: one mention says little, many in all parts say a lot. */
function scoreBareNames(lines: readonly string[], add: AddScore): void {
  const text = lines.join('\n');
  const words = new Set(text.match(LETTERS)?.map(withoutS));
  for (const { match, first, pattern } of bareNames()) {
    if (!words.has(first)) continue;
    const count = text.match(pattern)?.length ?? 0;
    if (count === 0) continue;
    const opening = lines.slice(0, 3).some((line) => line.length < 120 && line.search(pattern) >= 0);
    const score = Math.min(3, 0.35 * count) + (opening ? 2.5 : 0);
    add(match, score, `${match.name} is named ${count} ${count === 1 ? 'time' : 'times'}`);
  }
}

/** Names that are also everyday words: they need "council" beside them. */
const EVERYDAY =
  /^(?:reading|bury|hart|eden|rugby|boston|dover|swale|rother|poole|sutton|newport|preston|wyre|pendle|barnet|medway|barking|windsor|newark|barrow|kingston|richmond|stratford|kensington|westmorland|durham|london)$/iu;

const NOT_THE_COUNCIL = String.raw`(?!['’]?s? (?:Police|University|Hospital|Chamber|Wildlife|Road|Street|Court|NHS|College|Airport|Fire|Combined)|[\p{L}-])`;

const LETTERS = /\p{L}+/gu;

/** "Leeds", also as "Leed's", which is found too. */
function withoutS(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

interface BarePattern {
  match: CouncilMatch;
  /** The name's first word `withoutS`: a text without it needs no search, which are nearly all of them. */
  first: string;
  pattern: RegExp;
}

let bare: BarePattern[] | undefined;

function bareNames(): BarePattern[] {
  bare ??= listBareNames()
    .filter(({ words }) => !EVERYDAY.test(words))
    .map(({ words, match }) => {
      const parts = words.split(/[\s-]+/u).map((word) => {
        if (word === 'and') return '(?:and|&)';
        return word.replace(/\.$/u, '').replace(/(?<=[a-z])s$/u, "['’]?s");
      });
      const before = String.raw`(?<![\p{L}-]|North |South |East |West |Mid |New )`;
      const pattern = new RegExp(before + parts.join(String.raw`[\s-]+`) + NOT_THE_COUNCIL, 'gu');
      return { match, first: withoutS(words.match(LETTERS)?.[0] ?? ''), pattern };
    });
  return bare;
}
