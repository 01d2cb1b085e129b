/**
 * The night's fetching: every active address once, one request at a time to a host, several hosts side by side.
 * What was found goes straight into the raw store; a failure leaves the last copy in use and starts its age.
 */
import { sniffFormat } from '../read/sniff.ts';
import { AddressError, checkUrl } from '../sources/address.ts';
import { type FetchLimits, type FetchResult, type HttpClient, openHttpClient } from '../sources/fetch.ts';
import { type Candidate, findCandidates } from '../sources/landing.ts';
import type { RawStore, SourceRecord } from '../sources/raw-store.ts';
import type { Source } from '../sources/register.ts';
import { parseRobots, type RobotsRules } from '../sources/robots.ts';
import { standIn } from '../sources/stand-in.ts';

export interface FetchNightOptions extends FetchLimits {
  /** Milliseconds between two requests to one host; a host's own Crawl-delay counts when it is longer. */
  hostDelayMs: number;
  /** Hosts asked side by side. */
  hosts: number;
  /** ISO instant that goes into the records. */
  now: string;
  /** False to change nothing in the raw store. */
  keep: boolean;
}

/** What became of one source tonight. */
export interface FetchedSource {
  source: Source;
  /** `new`: first copy. `changed`: other bytes. `unchanged`. `failed`: the last copy, if any, stays in use. */
  outcome: 'new' | 'changed' | 'unchanged' | 'failed';
  /** Code of the failure; empty otherwise. */
  failure: string;
  message: string;
  /** Where the page has gone for good; empty otherwise. */
  movedTo: string;
  /** Document links that a landing page offers and the register does not list. */
  candidates: Candidate[];
}

export interface FetchNightReport {
  sources: FetchedSource[];
  requests: number;
  conditional: number;
}

/** Longest wait a host may ask for between requests. */
const MAX_CRAWL_DELAY_SECONDS = 30;

/** Fetches `sources` (those with an address), in the order given within a host. Never throws for a server. */
export async function fetchNight(
  sources: readonly Source[],
  raw: RawStore,
  options: FetchNightOptions,
): Promise<FetchNightReport> {
  const client = openHttpClient(options);
  const listed = new Set(sources.map((source) => source.url));
  const results = new Map<Source, FetchedSource>();
  let conditional = 0;
  const queues = [
    ...Map.groupBy(sources, ({ url }) => (URL.canParse(url) ? new URL(url).host : '')).values(),
  ];
  const worker = async () => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) {
      const robots = await robotsOf(queue[0]?.url ?? '', client, options);
      const wait = Math.max(
        options.hostDelayMs,
        1000 * Math.min(robots.crawlDelaySeconds, MAX_CRAWL_DELAY_SECONDS),
      );
      for (const [index, source] of queue.entries()) {
        if (index > 0 && wait > 0) await new Promise((resolve) => void setTimeout(resolve, wait));
        const record = raw.recordOf(source.url);
        const last = record.versions.at(-1);
        const held = last
          ? { etag: record.etag, lastModified: record.lastModified, sha256: last.sha256 }
          : null;
        if (held && (held.etag || held.lastModified)) conditional++;
        const result: FetchResult = robots.mayFetch(source.url)
          ? await client.fetch(source.url, held)
          : { kind: 'failed', code: 'refused', message: 'robots.txt does not allow it', status: 0 };
        const noted = await noteResult(source, record, result, raw, options);
        noted.candidates = noted.candidates.filter(({ url }) => !listed.has(url));
        results.set(source, noted);
      }
    }
  };
  await Promise.all(Array.from({ length: options.hosts }, worker));
  await client.close();
  return {
    sources: sources.flatMap((source) => results.get(source) ?? []),
    requests: client.requests,
    conditional,
  };
}

async function noteResult(
  source: Source,
  record: SourceRecord,
  result: FetchResult,
  raw: RawStore,
  { now, keep }: FetchNightOptions,
): Promise<FetchedSource> {
  const noted: FetchedSource = {
    source,
    outcome: 'unchanged',
    failure: '',
    message: '',
    movedTo: '',
    candidates: [],
  };
  const before = JSON.stringify(record);
  const fail = (code: string, message: string) => {
    Object.assign(noted, { outcome: 'failed', failure: code, message });
    Object.assign(record, { failure: code, failingSince: record.failingSince || now });
  };
  if (result.kind === 'failed') fail(result.code, result.message);
  else {
    const format = result.kind === 'fetched' ? await formatOf(result.bytes) : '';
    const last = record.versions.at(-1);
    const other = result.kind === 'fetched' && format === 'html' ? standInOf(result.bytes) : null;
    const sha256 = result.kind === 'fetched' ? result.sha256 : (last?.sha256 ?? '');
    if (source.pinned !== '' && source.pinned !== sha256) {
      fail(
        'not-the-pinned-bytes',
        `the register wants ${source.pinned.slice(0, 12)}…, found ${sha256.slice(0, 12)}…`,
      );
    } else if (result.kind === 'fetched' && last && turnedIntoPage(last.format, format)) {
      fail('wrong-content', `a ${last.format} document was expected, ${other ?? format} came`);
    } else if (other !== null) {
      fail('wrong-content', `${other} came in place of the document`);
    } else {
      Object.assign(record, { etag: result.etag, lastModified: result.lastModified });
      Object.assign(record, { failingSince: '', failure: '' });
      if (result.kind === 'fetched') {
        const { contentType, finalUrl, bytes, movedForGood } = result;
        noted.outcome = last ? 'changed' : 'new';
        if (movedForGood) noted.movedTo = finalUrl;
        if (source.landing) noted.candidates = findCandidates(new TextDecoder().decode(bytes), finalUrl);
        if (keep) raw.keep(sha256, bytes);
        record.versions.push({ sha256, fetchedAt: now, url: finalUrl, contentType, format });
      }
    }
  }
  if (keep && JSON.stringify(record) !== before) raw.writeRecord(record);
  return noted;
}

/** An error page with status 200 in place of a document: HTML where there was another format. */
function turnedIntoPage(before: string, now: string): boolean {
  return (
    before !== '' &&
    before !== 'html' &&
    now !== before &&
    (now === 'html' || now === 'text' || now === 'empty-file')
  );
}

/** Bytes looked at: a page that stands in for another is short. */
const STAND_IN_BYTES = 500_000;

function standInOf(bytes: Uint8Array): string | null {
  return bytes.length > STAND_IN_BYTES ? null : standIn(new TextDecoder().decode(bytes));
}

/** A readable format, the ending of a legacy one, or the code of what is wrong with the bytes. */
async function formatOf(bytes: Uint8Array): Promise<string> {
  const { format, legacy, code } = await sniffFormat(bytes);
  return format ?? legacy ?? code ?? 'unknown';
}

const EVERYTHING: RobotsRules = { mayFetch: () => true, crawlDelaySeconds: 0 };

/** A host's robots.txt; a host that has none, or does not answer for it, allows everything. */
async function robotsOf(url: string, client: HttpClient, options: FetchNightOptions): Promise<RobotsRules> {
  try {
    const robotsUrl = new URL('/robots.txt', checkUrl(url, options)).href;
    const result = await client.fetch(robotsUrl, null);
    if (result.kind !== 'fetched' || result.bytes.length > 500_000) return EVERYTHING;
    return parseRobots(robotsUrl, new TextDecoder().decode(result.bytes), options.userAgent);
  } catch (error) {
    if (error instanceof AddressError) return EVERYTHING;
    throw error;
  }
}
