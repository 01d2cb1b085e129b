/**
 * One document over HTTP: conditional, polite, bounded. Redirects are followed by hand and every hop is checked
 * again; the body is counted while it streams; the time limit covers the whole exchange.
 */
import { createHash } from 'node:crypto';
import { Agent, request, type Dispatcher } from 'undici';
import { packageVersion } from '../data-files.ts';
import { AddressError, checkUrl, guardedLookup, type AddressRules } from './address.ts';

/** What is known of the copy already held. */
export interface HeldCopy {
  etag: string;
  lastModified: string;
  sha256: string;
}

export interface FetchLimits extends AddressRules {
  userAgent: string;
  /** Bytes; a longer body is cut off and refused. */
  maxBytes: number;
  /** Milliseconds for one attempt, from the first byte out to the last byte in. */
  timeoutMs: number;
  maxRedirects: number;
  /** Attempts in all, on 429, 5xx and dropped connections. */
  attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one. */
  backOffMs: number;
}

/** What servers are told of who asks: the program, its version, and in brackets whom to ask. */
export function userAgentFor(about: string): string {
  return `Peerlens/${packageVersion()} (${about})`;
}

export const DEFAULT_LIMITS: FetchLimits = {
  userAgent: userAgentFor('reads published peer challenge action plans; set a contact with --contact'),
  maxBytes: 50 * 1024 * 1024,
  timeoutMs: 60_000,
  maxRedirects: 5,
  attempts: 3,
  backOffMs: 2_000,
  allowLoopback: false,
};

/** `unchanged`: the server said so, or the bytes are those already held. `failed`: nothing was taken. */
export type FetchResult =
  | {
      kind: 'fetched';
      bytes: Uint8Array;
      sha256: string;
      etag: string;
      lastModified: string;
      contentType: string;
      /** Where the bytes came from, after redirects. */
      finalUrl: string;
      /** True when every redirect on the way was permanent (301, 308) and there was one. */
      movedForGood: boolean;
    }
  | { kind: 'unchanged'; etag: string; lastModified: string; conditional: boolean }
  | {
      kind: 'failed';
      /** `gone`: 404 or 410. */
      code: 'gone' | 'refused' | 'http-error' | 'too-large' | 'timeout' | 'tls' | 'connection' | 'redirects';
      message: string;
      status: number;
    };

/** An HTTP client with its own connections; `close` it when done. */
export interface HttpClient {
  /** Never throws for what a server does; a failure is a result. */
  fetch(url: string, held: HeldCopy | null): Promise<FetchResult>;
  close(): Promise<void>;
  /** Requests sent so far, robots.txt not counted apart. */
  readonly requests: number;
}

export function openHttpClient(limits: FetchLimits): HttpClient {
  const dispatcher = new Agent({
    connect: { lookup: guardedLookup(limits), timeout: Math.min(limits.timeoutMs, 15_000) },
    connections: 1,
    pipelining: 1,
  });
  let requests = 0;
  return {
    async fetch(url, held) {
      let result: FetchResult = { kind: 'failed', code: 'connection', message: 'not attempted', status: 0 };
      for (let attempt = 1; attempt <= limits.attempts; attempt++) {
        if (attempt > 1) await sleep(limits.backOffMs * 2 ** (attempt - 2));
        result = await attemptFetch(url, held, limits, dispatcher, () => requests++);
        if (result.kind !== 'failed' || !mayPass(result)) return result;
      }
      return result;
    },
    close: () => dispatcher.close(),
    get requests() {
      return requests;
    },
  };
}

/** Failures that another attempt may cure. */
function mayPass({ code, status }: { code: string; status: number }): boolean {
  return code === 'connection' || status === 429 || status >= 500;
}

async function attemptFetch(
  startUrl: string,
  held: HeldCopy | null,
  limits: FetchLimits,
  dispatcher: Dispatcher,
  count: () => void,
): Promise<FetchResult> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let permanent = true;
  try {
    let url = checkUrl(startUrl, limits);
    for (let hop = 0; hop <= limits.maxRedirects; hop++) {
      count();
      const response = await request(url, {
        dispatcher,
        signal,
        headersTimeout: limits.timeoutMs,
        bodyTimeout: limits.timeoutMs,
        headers: requestHeaders(limits, held),
      });
      const status = response.statusCode;
      const header = (name: string) => [response.headers[name] ?? ''].flat()[0] ?? '';
      if (status === 304) {
        await response.body.dump();
        const etag = header('etag') || (held?.etag ?? '');
        return {
          kind: 'unchanged',
          etag,
          lastModified: header('last-modified') || (held?.lastModified ?? ''),
          conditional: true,
        };
      }
      if ([301, 302, 303, 307, 308].includes(status) && header('location') !== '') {
        await response.body.dump();
        permanent &&= status === 301 || status === 308;
        url = checkUrl(new URL(header('location'), url).href, limits);
        continue;
      }
      if (status < 200 || status > 299) {
        await response.body.dump();
        const code = status === 404 || status === 410 ? 'gone' : 'http-error';
        return { kind: 'failed', code, message: `HTTP ${status} from ${url.host}`, status };
      }
      const bytes = await readBody(response.body, limits.maxBytes);
      if (bytes === null) {
        return { kind: 'failed', code: 'too-large', message: `body over ${limits.maxBytes} bytes`, status };
      }
      const declared = Number(header('content-length'));
      if (header('content-encoding') === '' && declared > 0 && bytes.length < declared) {
        return {
          kind: 'failed',
          code: 'connection',
          message: `body cut at ${bytes.length} of ${declared} bytes`,
          status: 0,
        };
      }
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const validators = { etag: header('etag'), lastModified: header('last-modified') };
      if (held?.sha256 === sha256) return { kind: 'unchanged', ...validators, conditional: false };
      const movedForGood = hop > 0 && permanent;
      return {
        kind: 'fetched',
        bytes,
        sha256,
        ...validators,
        contentType: header('content-type'),
        finalUrl: url.href,
        movedForGood,
      };
    }
    return {
      kind: 'failed',
      code: 'redirects',
      message: `more than ${limits.maxRedirects} redirects`,
      status: 0,
    };
  } catch (error) {
    return failureOf(error);
  }
}

function requestHeaders(limits: FetchLimits, held: HeldCopy | null): Record<string, string> {
  const headers: Record<string, string> = { 'user-agent': limits.userAgent, accept: '*/*' };
  if (held?.etag) headers['if-none-match'] = held.etag;
  if (held?.lastModified) headers['if-modified-since'] = held.lastModified;
  return headers;
}

/** The whole body, or `null` when it is longer than `maxBytes`; nothing past the limit is kept. */
async function readBody(
  body: AsyncIterable<Uint8Array> & { destroy(): unknown },
  maxBytes: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) {
      body.destroy();
      return null;
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function failureOf(error: unknown): FetchResult {
  const fault = error instanceof Error ? error : new Error(String(error));
  const cause = fault.cause instanceof Error ? fault.cause : fault;
  const code = 'code' in cause ? String(cause.code) : '';
  const failed = (kind: 'refused' | 'timeout' | 'tls' | 'connection', message: string): FetchResult => ({
    kind: 'failed',
    code: kind,
    message,
    status: 0,
  });
  if (fault instanceof AddressError || cause instanceof AddressError) return failed('refused', cause.message);
  if (fault.name === 'TimeoutError' || code.endsWith('_TIMEOUT') || code === 'UND_ERR_ABORTED') {
    return failed('timeout', 'no complete answer within the time limit');
  }
  if (/CERT|SIGNED|ISSUER|TLS|SSL/.test(code)) return failed('tls', `certificate not accepted: ${code}`);
  return failed('connection', `connection failed: ${cause.message || code}`);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
