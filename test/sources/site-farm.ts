/** A loopback web server whose answers a test scripts path by path; it counts what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface SiteFarm {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** Scripts the answer for a path; the last one set counts. */
  on(path: string, answer: Answer): void;
  /** Requests since the last `reset`, as `METHOD path` with ` (conditional)` where it was. */
  log: string[];
  reset(): void;
  close(): Promise<void>;
}

export async function openSiteFarm(): Promise<SiteFarm> {
  const answers = new Map<string, Answer>();
  const log: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const conditional = request.headers['if-none-match'] || request.headers['if-modified-since'];
    log.push(`${request.method} ${path}${conditional ? ' (conditional)' : ''}`);
    const answer = answers.get(path);
    if (answer) answer(request, response);
    else status(404)(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    on: (path, answer) => void answers.set(path, answer),
    log,
    reset: () => void log.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A document with validators, answering 304 where they match. `date` stays the same when the content changes. */
export function document(
  body: string | Uint8Array,
  { etag = '', date = '', type = 'text/plain; charset=utf-8' } = {},
): Answer {
  return (request, response) => {
    const headers: Record<string, string> = { 'content-type': type };
    if (etag) headers['etag'] = etag;
    if (date) headers['last-modified'] = date;
    const known =
      etag !== ''
        ? request.headers['if-none-match'] === etag
        : date !== '' && request.headers['if-modified-since'] === date;
    response.writeHead(known ? 304 : 200, headers);
    response.end(known ? undefined : body);
  };
}

export function status(code: number, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(code, headers);
    response.end(`status ${code}`);
  };
}

export function redirect(location: string, code = 302): Answer {
  return status(code, { location });
}

/** One byte at a time, far slower than any time limit of the tests. */
export function slowDrip(): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => clearInterval(timer));
  };
}

/** Promises more bytes than it sends, then drops the connection. */
export function cutConnection(): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-length': '100000' });
    response.write('half of it');
    setTimeout(() => response.destroy(), 20);
  };
}

/** Bytes without end; stops when the client goes. */
export function endlessBody(): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/pdf' });
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const pump = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pump);
    pump();
  };
}
