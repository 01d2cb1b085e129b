/**
 * What the commands say and how: results to stdout, messages to stderr, plain lines or a progress bar.
 * Colour only on a terminal without `NO_COLOR`; `--quiet` keeps all but errors and results back.
 */
import { styleText } from 'node:util';

/** How a command ends. See the command reference. */
export const EXIT = { fine: 0, ourFault: 1, wrongArguments: 2, someFailed: 3, gatesRefused: 4 } as const;

/** A fault the user can mend: printed as one line, without a stack. */
export class UsageError extends Error {}

/** `1 action`, `2 actions`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export interface Terminal {
  /** A result line, to stdout. */
  print(line: string): void;
  /** A message to a person, to stderr; kept back by `--quiet`. */
  say(line: string): void;
  /** A message that `--quiet` does not keep back. */
  warn(line: string): void;
  /** Progress of a long task; a bar on a terminal, a line every tenth otherwise. */
  progress(label: string, total: number): Progress;
}

export interface Progress {
  step(note?: string): void;
  finish(): void;
}

const BAR_WIDTH = 24;

export function openTerminal({ quiet }: { quiet: boolean }): Terminal {
  const live = process.stderr.isTTY === true && !quiet;
  const err = (line: string) => process.stderr.write(`${line}\n`);
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    say: (line) => void (quiet || err(line)),
    warn: (line) => err(live && !process.env['NO_COLOR'] ? styleText('yellow', line) : line),
    progress(label, total) {
      const started = performance.now();
      let done = 0;
      let lastTenth = 0;
      const rate = () => `${((done * 1000) / Math.max(performance.now() - started, 1)).toFixed(1)}/s`;
      return {
        step(note = '') {
          done++;
          if (live) {
            const filled = Math.round((BAR_WIDTH * done) / Math.max(total, 1));
            const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
            process.stderr.write(
              `\r\u001B[2K${label} ${bar} ${done}/${total} ${rate()} ${note.slice(0, 40)}`,
            );
          } else if (!quiet && Math.floor((10 * done) / total) > lastTenth) {
            lastTenth = Math.floor((10 * done) / total);
            err(`${label}: ${done} of ${total} (${rate()})`);
          }
        },
        finish() {
          if (live) process.stderr.write('\r\u001B[2K');
        },
      };
    },
  };
}

/** Rows as aligned columns; cells are cut at `widths` and never wrap. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  maxWidth = 60,
): string[] {
  const clean = (cell: string) => {
    const flat = cell.replaceAll(/\s+/g, ' ');
    return flat.length > maxWidth ? `${flat.slice(0, maxWidth - 1)}…` : flat;
  };
  const table = [header, ...rows].map((row) => row.map(clean));
  const widths = header.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = table;
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)];
}

/** One issue as a line: severity, its source once, message, code. */
export function formatIssue(issue: { severity: string; code: string; message: string }, source = ''): string {
  return `${issue.severity}: ${withSource(issue.message, source)} [${issue.code}]`;
}

/** The message with its source before it, or in the place of the file's bare name where that stands in it. */
function withSource(message: string, source: string): string {
  if (source === '' || message.includes(source)) return message;
  const name = source.split(/[\\/]/).at(-1) ?? '';
  // A name without an ending may be any word of the message.
  if (!/\w\.\w/.test(name) || !message.includes(name)) return `${source}: ${message}`;
  return message.replace(name, () => source);
}
