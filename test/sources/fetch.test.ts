import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DEFAULT_LIMITS,
  type FetchLimits,
  openHttpClient,
  userAgentFor,
} from '../../pipeline/sources/fetch.ts';
import {
  cutConnection,
  document,
  endlessBody,
  openSiteFarm,
  redirect,
  type SiteFarm,
  slowDrip,
  status,
} from './site-farm.ts';

const limits: FetchLimits = {
  ...DEFAULT_LIMITS,
  allowLoopback: true,
  timeoutMs: 1_000,
  backOffMs: 5,
  maxBytes: 1_000_000,
};

let farm: SiteFarm;
beforeAll(async () => {
  farm = await openSiteFarm();
});
afterAll(() => farm.close());

async function fetchPath(
  path: string,
  held: Parameters<ReturnType<typeof openHttpClient>['fetch']>[1] = null,
  own: Partial<FetchLimits> = {},
) {
  const client = openHttpClient({ ...limits, ...own });
  const result = await client.fetch(path.startsWith('http') ? path : `${farm.origin}${path}`, held);
  const { requests } = client;
  await client.close();
  return { result, requests };
}

describe('fetch', () => {
  it('says who asks: the program with its version, and whom to ask', async () => {
    let agent = '';
    farm.on('/agent', (request, response) => {
      agent = request.headers['user-agent'] ?? '';
      response.end('plan');
    });
    await fetchPath('/agent', null, { userAgent: userAgentFor('+you@example.org') });
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(agent).toBe(`Peerlens/${version} (+you@example.org)`);
  });

  it('gives the bytes with their hash and validators', async () => {
    farm.on('/plan.txt', document('Action plan', { etag: '"one"' }));
    const { result } = await fetchPath('/plan.txt');
    expect(result).toMatchObject({
      kind: 'fetched',
      etag: '"one"',
      finalUrl: `${farm.origin}/plan.txt`,
      movedForGood: false,
    });
  });

  it('asks conditionally and believes 304', async () => {
    farm.on('/plan.txt', document('Action plan', { etag: '"one"' }));
    const { result, requests } = await fetchPath('/plan.txt', {
      etag: '"one"',
      lastModified: '',
      sha256: 'x',
    });
    expect(result).toMatchObject({ kind: 'unchanged', conditional: true });
    expect(requests).toBe(1);
  });

  it('finds content changed in place although the date header stayed', async () => {
    const date = 'Mon, 02 Mar 2026 10:00:00 GMT';
    farm.on('/same-date.txt', document('first', { etag: '"a"', date }));
    const first = await fetchPath('/same-date.txt');
    farm.on('/same-date.txt', document('second', { etag: '"b"', date }));
    const held = {
      etag: '"a"',
      lastModified: date,
      sha256: first.result.kind === 'fetched' ? first.result.sha256 : '',
    };
    expect((await fetchPath('/same-date.txt', held)).result.kind).toBe('fetched');
  });

  it('takes equal bytes for unchanged when the server has no validators', async () => {
    farm.on('/plain.txt', document('same'));
    const first = await fetchPath('/plain.txt');
    const sha256 = first.result.kind === 'fetched' ? first.result.sha256 : '';
    expect((await fetchPath('/plain.txt', { etag: '', lastModified: '', sha256 })).result).toMatchObject({
      kind: 'unchanged',
      conditional: false,
    });
  });

  it('follows redirects and tells a permanent move', async () => {
    farm.on('/plan.txt', document('Action plan'));
    farm.on('/old', redirect('/older', 301));
    farm.on('/older', redirect('/plan.txt', 308));
    farm.on('/for-now', redirect('/plan.txt', 302));
    expect((await fetchPath('/old')).result).toMatchObject({
      kind: 'fetched',
      movedForGood: true,
      finalUrl: `${farm.origin}/plan.txt`,
    });
    expect((await fetchPath('/for-now')).result).toMatchObject({ kind: 'fetched', movedForGood: false });
  });

  it.each([
    ['a redirect loop', '/loop', 'redirects'],
    ['a page that is not there', '/missing', 'gone'],
    ['a slow drip', '/drip', 'timeout'],
    ['an endless body', '/endless', 'too-large'],
    ['a cut connection', '/cut', 'connection'],
    ['a server in trouble', '/broken', 'http-error'],
    ['a redirect to cloud metadata', '/metadata', 'refused'],
    ['a redirect to a private network', '/private', 'refused'],
    ['a redirect to a file', '/file', 'refused'],
  ])('ends %s in a named failure', async (_name, path, code) => {
    farm.on('/loop', redirect('/loop'));
    farm.on('/drip', slowDrip());
    farm.on('/endless', endlessBody());
    farm.on('/cut', cutConnection());
    farm.on('/broken', status(503));
    farm.on('/metadata', redirect('http://169.254.169.254/latest/meta-data/'));
    farm.on('/private', redirect('http://10.0.0.1/'));
    farm.on('/file', redirect('file:///etc/passwd'));
    expect((await fetchPath(path)).result).toMatchObject({ kind: 'failed', code });
  });

  it('tries again on 429, 5xx and dropped connections, and only then', async () => {
    let asked = 0;
    farm.on('/third-time', (request, response) =>
      (++asked < 3 ? status(500) : document('at last'))(request, response),
    );
    expect((await fetchPath('/third-time')).result.kind).toBe('fetched');
    expect((await fetchPath('/broken')).requests).toBe(3);
    expect((await fetchPath('/missing')).requests).toBe(1);
  });

  it.each([
    'http://127.0.0.1:9/',
    'http://localhost:9/',
    'http://[::1]:9/',
    'http://169.254.169.254/',
    'http://192.168.1.1/',
    'http://10.1.2.3/',
    'http://0.0.0.0/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'ftp://example.org/plan.pdf',
    'http://user:secret@example.org/',
    'not a url',
  ])('refuses %s when loopback is not allowed', async (url) => {
    const client = openHttpClient({ ...limits, allowLoopback: false });
    const result = await client.fetch(url, null);
    await client.close();
    expect(result).toMatchObject({ kind: 'failed', code: 'refused' });
    expect(client.requests).toBe(0);
  });

  it('does not accept a certificate nobody vouches for', async () => {
    const folder = join(import.meta.dirname, 'fixtures');
    const server = createServer(
      {
        key: readFileSync(join(folder, 'self-signed.key')),
        cert: readFileSync(join(folder, 'self-signed.crt')),
      },
      (_request, response) => response.end('secret'),
    );
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { result } = await fetchPath(`https://127.0.0.1:${port}/`);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(result).toMatchObject({ kind: 'failed', code: 'tls' });
  });
});
