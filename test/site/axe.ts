/** What axe-core, which looks for barriers to people with disabilities, finds wrong with a page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Rules of WCAG 2.0, 2.1 and 2.2 at levels A and AA, and axe's own advice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Violations on the page as it stands, one line each; none is an empty list. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(runAxe, TAGS);
}

/** Runs in the page. */
async function runAxe(tags: string[]): Promise<string[]> {
  interface Result {
    violations: { id: string; nodes: { html: string }[] }[];
  }
  const { axe } = window as unknown as { axe: { run: (options: object) => Promise<Result> } };
  const { violations } = await axe.run({ runOnly: tags });
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 160) ?? ''}`);
}
