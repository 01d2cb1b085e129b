/** Serves a built site on loopback: files under one folder, nothing else, with the headers a real server should send. */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { CONTENT_SECURITY_POLICY } from './page.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.pdf': 'application/pdf',
};

/** The one-file page holds its script inside; its own policy, by hash, is in the page. */
const ONE_FILE = 'peerlens.html';

/** A site being served; `close` ends it and every open connection. */
export interface ServedSite {
  url: string;
  close: () => Promise<void>;
}

/**
 * Serves `folder` on 127.0.0.1. Port 0 takes a free one. No listing, no hidden file, nothing outside the folder
 * (links included), GET and HEAD only. Rejects when the port is taken.
 */
export async function serveSite(folder: string, { port }: { port: number }): Promise<ServedSite> {
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    void answer(root, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const path = await findFile(root, request.url ?? '/');
  if (path === null) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  const headers: Record<string, string> = {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
  if (!path.endsWith(`${sep}${ONE_FILE}`)) headers['content-security-policy'] = CONTENT_SECURITY_POLICY;
  response.writeHead(200, headers);
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response);
}

/** The file an address names, or `null` when there is none that may be shown. */
async function findFile(root: string, url: string): Promise<string | null> {
  try {
    const asked = url.split(/[?#]/u)[0] ?? '';
    const name = decodeURIComponent(asked);
    const odd = !asked.startsWith('/') || asked.startsWith('//') || /[\\\0]/u.test(name);
    if (odd || name.split('/').some((part) => part.startsWith('.'))) return null;
    const path = await realpath(join(root, name.endsWith('/') ? `${name}index.html` : name));
    if (!path.startsWith(root + sep)) return null;
    return (await stat(path)).isFile() ? path : null;
  } catch {
    return null;
  }
}
