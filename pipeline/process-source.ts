/**
 * A source to its plan: bytes from wherever they are, the result from the cache or from a worker. A document of which
 * nothing could be read becomes a plan without actions that carries its issues.
 */
import { createHash } from 'node:crypto';
import { firstDayOf } from './calendar.ts';
import { processToText } from './isolated-run.ts';
import type { IsoDay, Issue, Outcome, Plan } from './model.ts';
import { readAhead } from './read-ahead.ts';
import { openResultCache, type Result, type ResultCache } from './result-cache.ts';
import { readDocumentFile, type Source } from './sources/sources.ts';

/** What came of a source. */
export interface DocumentResult {
  source: Source;
  /** As read; overrides are laid over it later. */
  plan: Plan;
  /** Of the plan as read; empty when it was not. */
  contentHash: string;
  /** True when nothing could be read out of the bytes. */
  failed: boolean;
  /** True when the result was taken from the cache. */
  cached: boolean;
}

/**
 * Each source's plan, in the order of the sources, several read side by side; `seen` is the day they are read for. Never
 * throws for a document.
 */
export async function* processSources(
  sources: readonly Source[],
  cacheFolder: string,
  seen?: IsoDay,
): AsyncGenerator<DocumentResult> {
  const cache = openResultCache(cacheFolder);
  yield* readAhead(sources, (source) => processSource(source, cache, { seen }));
}

/** How a source's plan is read. */
export interface ProcessOptions {
  /** Gives the bytes, when not those at the source's path; may throw. */
  load?: () => Uint8Array;
  /** A day on which the document was there already: no plan date is inferred that lies after it. */
  seen?: IsoDay | undefined;
}

/** One source's plan, from the cache or from a worker. Throws only when the cache cannot be written. */
export async function processSource(
  source: Source,
  cache: ResultCache,
  { load = () => readDocumentFile(source.path), seen }: ProcessOptions = {},
): Promise<DocumentResult> {
  const bytes = bytesOf(source, load);
  if (!(bytes instanceof Uint8Array)) {
    return { source, plan: failedPlan(source, '', [bytes]), contentHash: '', failed: true, cached: false };
  }
  const facts = { ...source.facts, url: source.url };
  const isHeld = cache.find(bytes, facts);
  const first = isHeld ?? (await processAndKeep(bytes, facts, cache));
  // The day is a fact of few documents: as one of all it would have each read anew every day.
  const again =
    seen !== undefined && isInferredAfter(first.outcome.value, seen) ? { ...facts, notAfter: seen } : null;
  const bounded = again && cache.find(bytes, again);
  const held = again === null ? isHeld : bounded;
  const { outcome, contentHash } =
    again === null ? first : (bounded ?? (await processAndKeep(bytes, again, cache)));
  const sha256 = hashOf(bytes);
  const plan = outcome.value ?? failedPlan(source, sha256, outcome.issues);
  return { source, plan, contentHash, failed: outcome.value === null, cached: held !== null };
}

function isInferredAfter(plan: Plan | null, day: IsoDay): boolean {
  const { value = null, basis = '' } = plan?.planDate ?? {};
  return value !== null && basis === 'inferred' && firstDayOf(value) > day;
}

async function processAndKeep(
  bytes: Uint8Array,
  facts: Source['facts'] & { url: string },
  cache: ResultCache,
): Promise<Result> {
  const { json, contentHash } = await processToText(bytes, facts);
  cache.keep(bytes, facts, json, contentHash);
  return { outcome: JSON.parse(json) as Outcome<Plan>, contentHash };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function bytesOf(source: Source, load: () => Uint8Array): Uint8Array | Issue {
  try {
    return load();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const missing = reason.includes('ENOENT');
    return {
      code: missing ? 'file-missing' : 'file-unreadable',
      severity: 'error',
      message: missing ? `no such file: ${source.path}` : reason,
      place: null,
    };
  }
}

/** What stands in the store for a document that could not be read. */
function failedPlan({ name, url, facts }: Source, sha256: string, issues: Issue[]): Plan {
  const given = { basis: 'given', from: 'register', place: null } as const;
  const unknown = { value: null, basis: 'inferred', from: 'document not read', place: null } as const;
  const hash = sha256 || createHash('sha256').update(name).digest('hex');
  return {
    id: `unread-${hash.slice(0, 12)}`,
    council: facts.council ? { ...given, value: { name: facts.council, gss: facts.gss ?? null } } : unknown,
    kind: facts.kind ? { ...given, value: facts.kind } : { ...unknown, value: 'other' },
    planDate: facts.planDate ? { ...given, value: facts.planDate } : unknown,
    reviewDate: facts.reviewDate ? { ...given, value: facts.reviewDate } : unknown,
    title: name,
    legend: [],
    events: [],
    source: { name, format: 'text', sha256: hash, pages: 0, url },
    recommendations: [],
    actions: [],
    issues,
  };
}
