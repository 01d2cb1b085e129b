/**
 * Tables named on the command line that are no plan: whoever names one with a document or two in it means a register, and
 * its columns are wrong.
 */
import { readFileSync } from 'node:fs';
import { processSource } from '../process-source.ts';
import type { Issue } from '../model.ts';
import { openResultCache } from '../result-cache.ts';
import { isDocumentFile, registerFault, type Source } from '../sources/sources.ts';

/**
 * The sources without those CSV files among `paths` in which neither action nor recommendation is to be found,
 * each of which is an issue `register-incomplete`. Each is read for that, by itself.
 */
export async function leaveOutTables(
  sources: readonly Source[],
  paths: readonly string[],
): Promise<{ sources: Source[]; issues: Issue[] }> {
  const named = new Set(paths);
  const kept: Source[] = [];
  const issues: Issue[] = [];
  for (const source of sources) {
    const isTable =
      source.listed === '' &&
      named.has(source.name) &&
      /\.csv$/i.test(source.name) &&
      isDocumentFile(source.path);
    const issue = isTable ? await noPlan(source) : null;
    if (issue === null) kept.push(source);
    else issues.push(issue);
  }
  return { sources: kept, issues };
}

async function noPlan(source: Source): Promise<Issue | null> {
  const { plan, failed } = await processSource(source, openResultCache(''));
  if (failed || plan.actions.length > 0 || plan.recommendations.length > 0) return null;
  const fault = registerFault(readFileSync(source.path, 'utf8'), { meant: true });
  if (fault === null) return null;
  return {
    code: 'register-incomplete',
    severity: 'error',
    message: `${source.name} is no plan: there is no action in it; and no register: it has ${fault}`,
    place: null,
  };
}
