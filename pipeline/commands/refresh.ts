/** `peerlens refresh` and `peerlens rollback`: the nightly job, and the way back to the run before. */
import { existsSync, readFileSync } from 'node:fs';
import { packagePath } from '../data-files.ts';
import { nearestWords } from '../edit-distance.ts';
import { acceptanceOf, DOCUMENT_GATES } from '../refresh/document-faults.ts';
import { GATE_NAMES, mayPublish } from '../refresh/gates.ts';
import { listRuns, publishedRun, switchTo } from '../refresh/publication.ts';
import { ClockError, refresh, type RefreshReport } from '../refresh/refresh.ts';
import { LockedError, takeLock } from '../refresh/run-lock.ts';
import { DEFAULT_LIMITS, userAgentFor } from '../sources/fetch.ts';
import { parseRegister } from '../sources/register.ts';
import { isDocumentFile, registerFault } from '../sources/sources.ts';
import { EXIT, formatIssue, UsageError, type Terminal } from '../terminal/terminal.ts';
import { asOfDay, overridesPath } from './build.ts';

export interface RefreshCommandOptions {
  sources?: string;
  out: string;
  asOf?: string;
  overrides?: string;
  accept: string[];
  dryRun?: boolean;
  only?: string;
  keepRuns: number;
  contact?: string;
  hostDelay: number;
  allowLoopback?: boolean;
}

/**
 * Runs the night. Ends with `gatesRefused` when a gate kept the last site, `someFailed` when a document was held back,
 * `ourFault` on a lock or a bad clock; a dry run with the code that the night would end with.
 */
export async function refreshCommand(options: RefreshCommandOptions, terminal: Terminal): Promise<number> {
  const accept = acceptedGates(options.accept);
  const register = options.sources ?? packagePath('data/sources.csv');
  const listed = readRegister(register);
  const only = options.only === undefined ? '' : councilOf(listed, options.only, register);
  try {
    const report = await refresh({
      register,
      out: options.out,
      asOf: asOfDay(options.asOf),
      now: new Date(),
      fetch: {
        ...DEFAULT_LIMITS,
        ...(options.contact ? { userAgent: userAgentFor(`+${options.contact}`) } : {}),
        allowLoopback: options.allowLoopback === true,
        hostDelayMs: options.hostDelay,
        hosts: 8,
      },
      overrides: overridesPath(options.overrides),
      accept,
      dryRun: options.dryRun === true,
      only,
      keepRuns: options.keepRuns,
    });
    tell(report, terminal);
    terminal.print(report.summary);
    if (!mayPublish(report.log.gates)) return EXIT.gatesRefused;
    return report.log.held.length > 0 ? EXIT.someFailed : EXIT.fine;
  } catch (error) {
    if (error instanceof LockedError || error instanceof ClockError) {
      terminal.warn(`peerlens: ${error.message}`);
      return EXIT.ourFault;
    }
    throw error;
  }
}

/** The register's text. Throws `UsageError` for a file that is none, or that lacks a register's columns. */
function readRegister(path: string): string {
  if (!existsSync(path)) throw new UsageError(`no register: ${path}`);
  if (!isDocumentFile(path)) throw new UsageError(`no register, for it is no file: ${path}`);
  const text = readFileSync(path, 'utf8');
  const fault = registerFault(text, { meant: true });
  if (fault !== null) throw new UsageError(`${path} is no register: it has ${fault}`);
  return text;
}

/** Councils that are named where none was meant plainly. */
const NAMED = 5;

/** A council of the register as it is spelt there. Throws `UsageError`, with the nearest names, when it has none such. */
function councilOf(text: string, wanted: string, path: string): string {
  const { sources } = parseRegister(text, path);
  const councils = [...new Set(sources.flatMap(({ facts }) => facts.council ?? []))].sort();
  const found =
    councils.find((name) => name === wanted) ??
    councils.find((name) => name.toLowerCase() === wanted.trim().toLowerCase());
  if (found !== undefined) return found;
  const near = nearestWords(wanted, councils);
  const hint =
    near.length > 0
      ? `; did you mean ${near.slice(0, NAMED).join(' or ')}?`
      : `; it has ${councils.slice(0, NAMED).join(', ')}${councils.length > NAMED ? ` and ${councils.length - NAMED} more` : ''}`;
  throw new UsageError(`--only: no source of ${wanted} in ${path}${hint}`);
}

/** What happened: lines for a person on a terminal, one JSON object a line for a log otherwise. */
function tell({ issues, log, metrics, outcome, run }: RefreshReport, terminal: Terminal): void {
  const refused = log.gates.filter((gate) => !gate.passed);
  const failed = log.sources.filter((source) => source.outcome === 'failed');
  if (process.stderr.isTTY) {
    for (const issue of issues) terminal.warn(formatIssue(issue));
    for (const { council, source, gate, finding } of log.held)
      terminal.warn(`held back: ${council}, ${source}: ${finding} [${gate}]`);
    for (const { name, failure, message } of failed) terminal.warn(`${name}: ${message} [${failure}]`);
    for (const { gate, finding, accepted } of refused) {
      terminal.warn(`gate ${gate}: ${finding}${accepted ? ` (accepted: ${accepted})` : ''}`);
    }
    return;
  }
  const line = (event: string, fields: object) => JSON.stringify({ event, as_of: log.asOf, ...fields });
  for (const { code, severity, message } of issues) terminal.warn(line('issue', { code, severity, message }));
  for (const source of failed) terminal.warn(line('source-failed', source));
  for (const document of log.held) terminal.warn(line('held-back', document));
  for (const gate of refused) terminal.warn(line('gate', gate));
  terminal.say(line('refresh', { outcome, run, ...metrics }));
}

/** Publishes the run before the published one, or the named one. */
export function rollbackCommand(run: string | undefined, out: string, terminal: Terminal): number {
  const release = takeLock(`${out}/refresh.lock`, new Date());
  try {
    const runs = listRuns(out);
    const published = publishedRun(out);
    const target = run ?? runs[runs.indexOf(published) - 1];
    if (!target) {
      throw new UsageError(
        published ? `no earlier run than ${published} under ${out}` : `no published run under ${out}`,
      );
    }
    if (!runs.includes(target))
      throw new UsageError(`no such run: ${target}; there are ${runs.join(', ') || 'none'}`);
    switchTo(out, target);
    terminal.print(`Published ${target} again (it was ${published}).`);
    return EXIT.fine;
  } finally {
    release();
  }
}

/** `gate=reason` or `gate:council=reason` pairs. Throws `UsageError` on an unknown gate, one that knows no councils, or a missing reason. */
function acceptedGates(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [what = '', ...reason] = pair.split('=');
      const [gate = '', ...council] = what.split(':');
      if (!GATE_NAMES.some((name) => name === gate)) {
        throw new UsageError(`unknown gate: ${gate}; gates are ${GATE_NAMES.join(', ')}`);
      }
      const name = acceptanceOf(gate, council.join(':'));
      if (council.length > 0 && !DOCUMENT_GATES.some((known) => known === gate)) {
        throw new UsageError(`--accept ${gate} names no council: only ${DOCUMENT_GATES.join(' and ')} do`);
      }
      if (council.length > 0 && name === gate)
        throw new UsageError(`--accept ${what} needs a council: --accept "${gate}:wexmoor=why"`);
      if (reason.join('=').trim() === '')
        throw new UsageError(`--accept ${what} needs a reason: --accept "${what}=why"`);
      return [name, reason.join('=').trim()];
    }),
  );
}
