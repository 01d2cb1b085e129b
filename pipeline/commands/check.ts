/** `peerlens check FILE`: a draft's quality before it is published, for a council officer or a committee's workflow. */
import { checkPlan, formatQuality } from '../check.ts';
import { processIsolated } from '../isolated-run.ts';
import { EXIT, formatIssue, type Terminal } from '../terminal/terminal.ts';
import { factsFromOptions, readBytes } from './read.ts';

export interface CheckOptions {
  council?: string;
  planDate?: string;
  json?: boolean;
}

/** Prints what lacks an owner, a date, anything checkable. Ends with `gatesRefused` when something must be fixed. */
export async function checkCommand(file: string, options: CheckOptions, terminal: Terminal): Promise<number> {
  const outcome = await processIsolated(readBytes(file), factsFromOptions(file, options));
  if (outcome.value === null) {
    for (const issue of outcome.issues) terminal.warn(formatIssue(issue, file));
    return EXIT.someFailed;
  }
  const report = checkPlan(outcome.value);
  if (options.json) terminal.print(JSON.stringify(report));
  else for (const line of formatQuality(report)) terminal.print(line);
  return report.passes ? EXIT.fine : EXIT.gatesRefused;
}
