/** `peerlens serve`: the site on loopback until interrupted. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveSite } from '../site/site.ts';
import { EXIT, UsageError, type Terminal } from '../terminal/terminal.ts';

export interface ServeOptions {
  out: string;
  port: number;
  open?: boolean;
}

/** Serves the last site published or built under `out`. Ends on SIGINT or SIGTERM. Throws `UsageError` on a taken port. */
export async function serveCommand(options: ServeOptions, terminal: Terminal): Promise<number> {
  const server = await serveSite(siteFolder(options.out), { port: options.port }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new UsageError(
      `port ${options.port} is taken; name another with --port, or 0 for any that is free`,
    );
  });
  terminal.print(`Peerlens is at ${server.url} (Ctrl+C ends it)`);
  if (options.open) openInBrowser(server.url);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  return EXIT.fine;
}

function siteFolder(out: string): string {
  const folder = [join(out, 'current/site'), join(out, 'site')].find((path) =>
    existsSync(join(path, 'index.html')),
  );
  if (!folder) throw new UsageError(`no site under ${out}: run peerlens build first`);
  return folder;
}

/** Opens the default browser where there is a desktop; the printed address serves otherwise. */
function openInBrowser(url: string): void {
  const desktop = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!desktop || process.env['CI']) return;
  const command =
    process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
  const child = spawn(command, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
