/** The loopback server: files of its folder with safe headers, and nothing else. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite, type ServedSite } from '../../pipeline/site/site.ts';

const root = mkdtempSync(join(tmpdir(), 'peerlens-server-'));
const folder = join(root, 'site');
let served: ServedSite;

beforeAll(async () => {
  mkdirSync(join(folder, 'data'), { recursive: true });
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(folder, '.git', 'config'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>x</title>');
  writeFileSync(join(folder, 'peerlens.html'), '<!doctype html><title>one</title>');
  writeFileSync(join(folder, 'data', 'a b.dat'), 'data');
  symlinkSync(join(root, 'secret.txt'), join(folder, 'link.txt'));
  served = await serveSite(folder, { port: 0 });
});

afterAll(async () => {
  await served.close();
  rmSync(root, { recursive: true, force: true });
});

describe('the server', () => {
  it('gives files with the headers a page needs', async () => {
    const response = await fetch(served.url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/u);
    expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe/u);
    expect(await response.text()).toContain('<title>x</title>');
  });

  it('leaves the one-file page its own policy', async () => {
    const response = await fetch(`${served.url}peerlens.html`);
    expect(response.headers.get('content-security-policy')).toBeNull();
  });

  it('reads names with blanks and takes no notice of a query', async () => {
    expect(await (await fetch(`${served.url}data/a%20b.dat?v=1`)).text()).toBe('data');
  });

  it('answers HEAD without a body and refuses to be written to', async () => {
    expect(await (await fetch(served.url, { method: 'HEAD' })).text()).toBe('');
    expect((await fetch(served.url, { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/data/../../secret.txt',
    '/..\\secret.txt',
    '/%2e%2e%5csecret.txt',
    '//secret.txt',
    '/link.txt',
    '/.git/config',
    '/data',
    '/data/',
    '/nothing',
    '/index.html%00.txt',
    '/%',
    'http://other.example/../secret.txt',
  ])('has nothing at %s', async (path) => {
    const answer = await rawGet(Number(new URL(served.url).port), path);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04]/u);
    expect(answer).not.toContain('secret');
  });

  it('listens on loopback alone', () => {
    expect(new URL(served.url).hostname).toBe('127.0.0.1');
  });

  it('says so when its port is taken', async () => {
    await expect(serveSite(folder, { port: Number(new URL(served.url).port) })).rejects.toThrow(
      /EADDRINUSE/u,
    );
  });
});

/** An HTTP request whose path is sent as it stands, which `fetch` would tidy up. */
async function rawGet(port: number, path: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });
    socket.on('data', (part) => {
      answer += part.toString();
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
