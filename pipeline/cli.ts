/**
 * The command line: arguments in, exit codes out. The only file that turns errors into exit codes:
 * 0 fine, 1 our fault, 2 wrong arguments, 3 some documents failed, 4 what stands was kept.
 */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { packageVersion } from './data-files.ts';
import { nearestWords } from './edit-distance.ts';
import { OutputError } from './output-folder.ts';
import { EXIT, openTerminal, UsageError, type Terminal } from './terminal/terminal.ts';

/** Runs one command line (without node and script) and gives its exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.fine;
  const program = buildProgram((code) => {
    exitCode = code;
  });
  try {
    requireHelpTopic(args, program);
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.wrongArguments;
    if (error instanceof UsageError) {
      process.stderr.write(`peerlens: ${error.message}\n`);
      return EXIT.wrongArguments;
    }
    const fault = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`peerlens: ${faultInWords(fault)}\n`);
    if (isOfThePlace(fault)) return EXIT.wrongArguments;
    if (process.env['PEERLENS_DEBUG']) process.stderr.write(`${fault.stack ?? ''}\n`);
    return EXIT.ourFault;
  }
}

/** Where to read or write is for the user to say: no right to it, no folder there, nothing of the kind in it. */
function isOfThePlace(fault: Error): boolean {
  const code = 'code' in fault ? String(fault.code) : '';
  return (
    fault instanceof OutputError ||
    code === 'partitions-missing' ||
    ['EACCES', 'EPERM', 'EROFS'].includes(code)
  );
}

/** The fault's message; for a full disk, which Node names by a code, also what to do. */
function faultInWords(fault: Error): string {
  const isFull = 'code' in fault && fault.code === 'ENOSPC';
  return isFull ? 'the disk is full: free some space and run again' : fault.message;
}

/** Throws `UsageError` for `help` on a command that there is none of: commander would list all without a word. */
function requireHelpTopic(args: readonly string[], program: Command): void {
  const [word, topic] = args.filter((arg) => !arg.startsWith('-'));
  const known = [...program.commands.map((command) => command.name()), 'help'];
  if (word !== 'help' || topic === undefined || known.includes(topic)) return;
  const [meant] = nearestWords(topic, known);
  throw new UsageError(
    `unknown command '${topic}'.${meant === undefined ? ' (peerlens --help lists the commands)' : ` Did you mean ${meant}?`}`,
  );
}

/** The commands, each loaded when it is called. Exported for the command reference. */
export function buildProgram(done: (exitCode: number) => void): Command {
  const program = new Command('peerlens')
    .description('Reads the action plans councils publish after a peer challenge, and compares councils.')
    .version(packageVersion())
    .option('-q, --quiet', 'keep messages and progress back; errors and results still show')
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .showHelpAfterError('(peerlens --help lists the commands)');
  const terminal = (): Terminal => openTerminal({ quiet: program.opts()['quiet'] === true });

  program
    .command('read')
    .description('one document to its actions')
    .argument('<file>', 'a plan as published: PDF, Word, spreadsheet, web page or text')
    .option('--council <name>', 'the council, when the text does not say')
    .option('--plan-date <date>', 'the plan’s date, YYYY-MM or YYYY-MM-DD')
    .option('--json', 'JSON Lines on stdout, one action a line')
    .option('--outline', 'the document as an indented outline instead')
    .action(async (file: string, options) => {
      const { readCommand } = await import('./commands/read.ts');
      done(await readCommand(file, options, terminal()));
    });

  program
    .command('build')
    .description('documents to store, exports and site')
    .argument('[paths...]', 'files, folders, registers (CSV); the example plans when none are named')
    .option('-o, --out <folder>', 'where to build', 'build')
    .option('--as-of <day>', 'the day lateness is asked about, YYYY-MM-DD; today when not given')
    .option('--overrides <csv>', 'a person’s corrections; data/overrides.csv when not given')
    .option('--shard <k/n>', 'only this share of the documents, as Parquet partitions to merge later')
    .option(
      '--workers <number>',
      'documents read side by side; one for each core when not given',
      parseWorkers,
    )
    .action(async (paths: string[], options) => {
      const { buildCommand } = await import('./commands/build.ts');
      done(await buildCommand(paths, options, terminal()));
    });

  program
    .command('merge')
    .description('the store, exports and site of partitions that shards wrote')
    .argument('<folders...>', 'partitions folders')
    .option('-o, --out <folder>', 'where to build', 'build')
    .option('--as-of <day>', 'the day lateness is asked about, YYYY-MM-DD; today when not given')
    .option('--overrides <csv>', 'a person’s corrections; data/overrides.csv when not given')
    .action(async (folders: string[], options) => {
      const { mergeCommand } = await import('./commands/build.ts');
      done(await mergeCommand(folders, options, terminal()));
    });

  program
    .command('serve')
    .description('the site on loopback')
    .option('-o, --out <folder>', 'what was built', 'build')
    .option('-p, --port <number>', 'port; 0 takes a free one', parsePort, 4173)
    .option('--open', 'open it in the browser')
    .action(async (options) => {
      const { serveCommand } = await import('./commands/serve.ts');
      done(await serveCommand(options, terminal()));
    });

  program
    .command('check')
    .description(
      'a draft’s quality: what lacks an owner, a date, anything checkable; ends with 4 when not ready',
    )
    .argument('<file>', 'the draft')
    .option('--council <name>', 'the council, when the text does not say')
    .option('--plan-date <date>', 'the plan’s date, YYYY-MM or YYYY-MM-DD')
    .option('--json', 'the report as JSON')
    .action(async (file: string, options) => {
      const { checkCommand } = await import('./commands/check.ts');
      done(await checkCommand(file, options, terminal()));
    });

  program
    .command('export')
    .description('the store, or one council’s part of it, as files for other programs')
    .option(
      '-f, --format <formats>',
      'csv, xlsx, parquet, arrow, jsonl, ics, atom; several with commas; all when not given',
    )
    .option('--council <name>', 'only this council, by name or ONS code')
    .option('--all-versions', 'earlier versions of plans too')
    .option('-o, --out <folder>', 'what was built', 'build')
    .option('-t, --to <folder>', 'where to write', 'exports')
    .action(async (options) => {
      const { exportCommand } = await import('./commands/export.ts');
      done(await exportCommand(options, terminal()));
    });

  program
    .command('review')
    .description('what a person should look at first, as a CSV to fill in and feed back as overrides')
    .argument('[paths...]', 'files, folders, registers (CSV); the example plans when none are named')
    .option('-o, --out <folder>', 'what was built, for results already there', 'build')
    .option('--limit <number>', 'rows at the most', parseCount, 200)
    .action(async (paths: string[], options) => {
      const { reviewCommand } = await import('./commands/review.ts');
      done(await reviewCommand(paths, options, terminal()));
    });

  program
    .command('explain')
    .description('how each field of an action was arrived at')
    .argument('<action>', 'its id, its number in the document, or words of it')
    .argument('[file]', 'the document; the last build when not given')
    .option('-o, --out <folder>', 'what was built', 'build')
    .option('--council <name>', 'the council, when the text does not say')
    .option('--plan-date <date>', 'the plan’s date, YYYY-MM or YYYY-MM-DD')
    .option('--page-image <png>', 'a picture of the action’s page with its words lit up; PDF only')
    .action(async (wanted: string, file: string | undefined, options) => {
      const { explainCommand } = await import('./commands/explain.ts');
      done(await explainCommand(wanted, file, options, terminal()));
    });

  program
    .command('refresh')
    .summary('the nightly job: fetch what changed, rebuild, ask the gates, publish')
    .description(
      'the nightly job: fetch what changed, rebuild, ask the gates, publish. Exit code 3: published, but a document was held back; 4: a gate refused, nothing was published; a dry run ends with the code that the night would end with',
    )
    .option('-s, --sources <csv>', 'the register of sources; data/sources.csv when not given')
    .option('-o, --out <folder>', 'holds the copies, the runs and the published site', 'build')
    .option('--as-of <day>', 'the day lateness is asked about, YYYY-MM-DD; today when not given')
    .option('--overrides <csv>', 'a person’s corrections; data/overrides.csv when not given')
    .option(
      '--accept <gate=reason>',
      'let a gate pass tonight, or council-actions:council and council-conflicts:council for one council alone; may be repeated',
      collect,
      [],
    )
    .option('--dry-run', 'fetch and compare, keep nothing, publish nothing')
    .option('--only <council>', 'fetch this council alone')
    .option('--keep-runs <number>', 'runs to keep', parseCount, 14)
    .option('--contact <address>', 'who to write to, for the user agent')
    .option('--host-delay <ms>', 'milliseconds between two requests to a host', parseCount, 1000)
    .option('--allow-loopback', 'fetch from this machine too (for tests)')
    .action(async (options) => {
      const { refreshCommand } = await import('./commands/refresh.ts');
      done(await refreshCommand(options, terminal()));
    });

  program
    .command('rollback')
    .description('publish the run before, or a named one')
    .argument('[run]', 'a run’s name, e.g. 2026-03-01-1')
    .option('-o, --out <folder>', 'where the runs are', 'build')
    .action(async (run: string | undefined, options) => {
      const { rollbackCommand } = await import('./commands/refresh.ts');
      done(rollbackCommand(run, options.out, terminal()));
    });

  program
    .command('demo')
    .description('builds the example plans and opens the site')
    .option('-o, --out <folder>', 'where to build', 'build')
    .option('-p, --port <number>', 'port; 0 takes a free one', parsePort, 4173)
    .action(async (options) => {
      const [{ buildCommand }, { serveCommand }] = await Promise.all([
        import('./commands/build.ts'),
        import('./commands/serve.ts'),
      ]);
      const built = await buildCommand([], options, terminal());
      done(built === EXIT.fine ? await serveCommand({ ...options, open: true }, terminal()) : built);
    });

  program
    .command('evaluate')
    .description('scores by document and field against gold files')
    .argument('<gold...>', 'gold files (*.jsonl) or folders of them')
    .option('--plans <folder>', 'where the plans are, when they are not near the gold files')
    .option('--floors <csv>', 'document,field,floor: a score below its floor fails')
    .option('--misses', 'list every difference')
    .option('--json', 'scores as JSON Lines')
    .action(async (gold: string[], options) => {
      const { evaluateCommand } = await import('./commands/evaluate.ts');
      done(await evaluateCommand(gold, options, terminal()));
    });

  return program;
}

/** A port number for commander. Throws `InvalidArgumentError` outside 0..65535. */
function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('not a port number');
  return port;
}

/** A whole number for commander. Throws `InvalidArgumentError` below 0. */
function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError('not a whole number');
  return count;
}

/** How many workers, for commander. Throws `InvalidArgumentError` outside 1..64. */
function parseWorkers(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw new InvalidArgumentError('not a number from 1 to 64');
  return count;
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}

/** A reader that closes early (`peerlens read … | head`) ends the output, not the program. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

if (import.meta.main) process.exitCode = await runCli(process.argv.slice(2));
