/**
 * A PostgreSQL of one's own for as long as the demonstration runs: a new data folder below the system's temporary one, a
 * socket in that folder, no port. PostgreSQL refuses to run as root; started by root it runs as `postgres` or `nobody`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Postgres {
  /** `postgres://…` through its socket. */
  address: string;
  pid: number;
  /** Ends the server by its process number and removes its data. */
  stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** The folder of `initdb` and `postgres`: on the path, or where Debian puts the newest; `null` when there is none. */
export function findPostgres(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
  ];
  const has = (folder: string) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'));
  return folders.find(has) ?? null;
}

/** Starts a server. Throws when PostgreSQL is not installed or does not start; its last words are in the message. */
export async function startPostgres(): Promise<Postgres> {
  const bin = findPostgres();
  if (bin === null) throw new Error('PostgreSQL is not installed (Debian: apt install postgresql)');
  const folder = mkdtempSync(join(tmpdir(), 'peerlens-queue-'));
  const user = process.getuid?.() === 0 ? unprivilegedUser() : null;
  if (user) chownSync(folder, user.uid, user.gid);
  const settings = { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, ...user };
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'peerlens', '--auth=trust', '--encoding=UTF8', '--no-sync'];
  execFileSync(join(bin, 'initdb'), init, { ...settings, stdio: ['ignore', 'ignore', 'inherit'] });
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses='], {
    ...settings,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let last = '';
  for await (const line of createInterface(server.stderr)) {
    last = line;
    if (line.includes('ready to accept connections')) break;
  }
  if (server.pid === undefined || !last.includes('ready to accept connections')) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${last}`);
  }
  server.stderr.resume();
  return {
    address: `postgres://peerlens@/postgres?host=${encodeURIComponent(folder)}`,
    pid: server.pid,
    async stop() {
      if (server.exitCode === null && server.kill('SIGINT')) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Throws when the system has neither `postgres` nor `nobody`. */
function unprivilegedUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([user]) => user === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('no user to run PostgreSQL as: neither postgres nor nobody');
}
