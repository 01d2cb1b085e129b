/**
 * Whole plans as three views: outline (facts, recommendations, headings), actions, issues. Beside each stand guard
 * counts that a careless `--update` cannot satisfy.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SplitPlan } from '../../pipeline/model.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { splitPlan } from '../../pipeline/split/split.ts';

/** File, and how many recommendations, actions, owner cells, timescale cells and issues it must give. */
const plans: [file: string, recommendations: number, actions: number, owners: number, times: number][] = [
  ['layouts/wide-progress.txt', 2, 3, 3, 3],
  ['layouts/narrative-cells.txt', 2, 4, 4, 0],
  ['layouts/prose-headings.txt', 2, 5, 0, 0],
  ['layouts/inline-labels.txt', 0, 4, 4, 4],
  ['layouts/two-row-header.html', 2, 4, 4, 6],
];

function outline(plan: SplitPlan): string {
  const facts = [
    `council: ${plan.council.value?.name ?? '-'} (${plan.council.basis})`,
    `kind: ${plan.kind.value ?? '-'} (${plan.kind.from})`,
    `plan date: ${plan.planDate.value ?? '-'} (${plan.planDate.basis})`,
    `review date: ${plan.reviewDate.value ?? '-'} (${plan.reviewDate.basis})`,
    `title: ${plan.title}`,
    `owner column: ${plan.hasOwnerColumn}; collective owner: ${plan.collectiveOwner || '-'}`,
    ...plan.legend.map((entry) => `legend: ${entry.term} = ${entry.text}`),
    ...plan.events.map((entry) => `event: ${entry.event}: ${entry.text}`),
  ];
  const recommendations = plan.recommendations.map(
    ({ ref, statedTheme, text }) => `R${ref} [${statedTheme}] ${text}`,
  );
  return [...facts, ...recommendations].join('\n');
}

function actions(plan: SplitPlan): string {
  return plan.actions
    .map((action) => {
      const cells = action.cells.map(
        (cell) => `${cell.role}${cell.inherited ? '^' : ''}=${cell.lines.join(' / ')}`,
      );
      const head =
        `${action.row} [${action.recommendations.join()}] ${action.marker} ${action.text}`.replaceAll(
          / +/g,
          ' ',
        );
      return [head, ...cells, `because ${action.evidence.join('; ')} (${action.confidence})`].join('\n    ');
    })
    .join('\n');
}

function issues(plan: SplitPlan): string {
  return plan.issues.map(({ code, severity, message }) => `${severity} ${code}: ${message}`).join('\n');
}

test.each(plans)('%s', async (file, recommendationCount, actionCount, owners, times) => {
  const read = await readDocument(readFileSync(new URL(file, import.meta.url)), { name: file });
  expect(read.value).not.toBeNull();
  if (!read.value) return;
  const before = JSON.stringify(read.value);
  const plan = splitPlan(read.value, {}).value;
  expect(plan).not.toBeNull();
  if (!plan) return;
  const cells = plan.actions.flatMap((action) => action.cells);
  const timeRoles = new Set(['timescale', 'start', 'end', 'original-date', 'revised-date']);
  expect(plan.recommendations).toHaveLength(recommendationCount);
  expect(plan.actions).toHaveLength(actionCount);
  expect(cells.filter((cell) => cell.role === 'owner')).toHaveLength(owners);
  expect(cells.filter((cell) => timeRoles.has(cell.role))).toHaveLength(times);
  expect(JSON.stringify(read.value)).toBe(before);
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(JSON.stringify(splitPlan(read.value, {}).value)).toBe(JSON.stringify(plan));
  const name = file.replace(/^layouts\//, '').replace(/\.[a-z]+$/, '');
  await expect(outline(plan)).toMatchFileSnapshot(`snapshots/${name}.outline.txt`);
  await expect(actions(plan)).toMatchFileSnapshot(`snapshots/${name}.actions.txt`);
  await expect(issues(plan)).toMatchFileSnapshot(`snapshots/${name}.issues.txt`);
});
