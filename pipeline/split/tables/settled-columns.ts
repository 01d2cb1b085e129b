/**
 * Columns beside one another: one main action column, one recommendation column, and what a column must be where
 * another is known. In: roles found column by column; out: roles that fit together.
 */
import type { ColumnRole } from '../../model.ts';
import type { ColumnUse } from './columns.ts';
import { headerWords, voteHeader } from './header-votes.ts';
import { opensWithVerb } from '../verbs.ts';
import { averageWords, DATE_ROLES, hasTimeWords, isTimeCell, isTimeRole, withoutMarker } from '../words.ts';

/** Roles of columns that say when by themselves. */
const WHEN: ReadonlySet<ColumnRole> = new Set(['timescale', 'start', 'end', 'revised-date']);

/** One main action column, one recommendation column; the rest fall back to what else they could be. */
export function settleColumns(
  uses: ColumnUse[],
  body: readonly (readonly string[])[],
  hasHeader: boolean,
): ColumnUse[] {
  const settled = uses.map((use) => ({ ...use }));
  if (!hasHeader) nameTextColumns(settled, body);
  nameBlankColumns(settled);
  yieldToHeaders(settled, body);
  nameNumbered(settled, body);
  if (hasHeader) nameUnknownText(settled, body);
  nameTermColumns(settled, body);
  namePhases(settled, body);
  nameAdvice(settled, body);
  nameAnswers(settled, body);
  nameUnits(settled);
  const actions = settled.filter((use) => use.role === 'action' && !use.timeHeader);
  if (actions.length > 1) keepMainActions(settled, actions, body);
  const recommendations = settled
    .filter((use) => use.role === 'recommendation')
    .sort((a, b) => b.score - a.score);
  for (const use of recommendations.slice(1)) use.role = 'other';
  nameMilestones(settled, body);
  nameBaselines(settled);
  for (const use of settled)
    if (use.alsoProgress === true && settled.some((other) => other !== use && WHEN.has(other.role)))
      use.role = 'progress';
  const times = settled.filter((use) => isTimeRole(use.role));
  if (settled.some((use) => use.role === 'revised-date')) {
    for (const use of times) if (/\b(?:original|target|due)\b/i.test(use.header)) use.role = 'original-date';
  }
  return settled;
}

/** A column without a header that could be owners by its content is a group of rows where others are owners by name. */
function nameBlankColumns(uses: ColumnUse[]): void {
  if (!uses.some((use) => use.role === 'owner' && use.basis === 'header')) return;
  const action = uses.findIndex((use) => use.role === 'action');
  uses.forEach((use, column) => {
    if (use.role === 'owner' && use.basis === 'content' && use.header === '')
      use.role = column < action ? 'objective' : 'other';
  });
}

/** Columns that only their content speaks for give way where a header names another column for the same thing. */
function yieldToHeaders(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  const kin = (role: ColumnRole) => (DATE_ROLES.has(role) ? 'timescale' : role);
  const named = new Set(
    uses.filter((use) => use.basis === 'header' && use.score >= 0.6).map((use) => kin(use.role)),
  );
  uses.forEach((use, column) => {
    if (use.basis !== 'content' || use.header === '' || !named.has(kin(use.role))) return;
    // A second column of posts ("Leads: Cabinet | SLT") is common; of sentences that name one it is not.
    if (use.role === 'owner' && averageWords(body[column] ?? []) <= 8) return;
    use.role = 'other';
  });
}

/** "Where we are now" left of what will be done is where the council started, not how far the action has got. */
function nameBaselines(uses: ColumnUse[]): void {
  const action = uses.findIndex((use) => use.role === 'action');
  // "Progress so far | Further action planned": what has been done is no news of what is still to do.
  const isFurther = /\b(?:further|remaining|outstanding|additional|next)\b/i.test(uses[action]?.header ?? '');
  for (const use of uses.slice(0, Math.max(action, 0)))
    if (
      use.role === 'progress' &&
      (/\bwhere\b|\b(?:current|baseline|starting)\b/i.test(use.header) || isFurther)
    )
      use.role = 'other';
}

/** A column whose cells say "Recommendation 3", whatever stands above it, where no other holds recommendations. */
function nameNumbered(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  if (uses.some((use) => use.role === 'recommendation')) return;
  // "R1 – Refresh the plan" under "Rec" or "Ref": the words of a recommendation with its number.
  const worded = uses.findIndex(
    ({ role }, column) => role === 'reference' && averageWords(body[column] ?? []) >= 4,
  );
  const use =
    uses[worded] ??
    uses.find(({ role }, column) => {
      const filled = (body[column] ?? []).filter((cell) => cell.trim() !== '');
      const numbered = filled.filter((cell) => /^\s*(?:recommendation|rec\.?)\s?\d/i.test(cell)).length;
      return role === 'other' && numbered > 0 && numbered >= filled.length * 0.6;
    });
  if (use) use.role = 'recommendation';
}

/** Words of some length left of the actions, under a header that says nothing: what the actions answer. */
function nameUnknownText(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  const action = uses.findIndex((use) => use.role === 'action' && use.basis === 'header' && use.score >= 0.6);
  if (action <= 0 || uses.some((use) => use.role === 'recommendation' || use.role === 'objective')) return;
  const first = uses.findIndex(
    (use, column) =>
      column < action &&
      use.role === 'other' &&
      use.basis === 'content' &&
      use.header !== '' &&
      averageWords(body[column] ?? []) >= 3,
  );
  const use = uses[first];
  if (use) use.role = 'recommendation';
}

/** "The board should meet monthly" under "Action", left of what is proposed or done about it: what peers advise. */
function nameAdvice(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  if (uses.some((use) => use.role === 'recommendation')) return;
  const advises = (use: ColumnUse) => {
    const filled = (body[uses.indexOf(use)] ?? []).filter((cell) => cell.trim() !== '');
    return filled.filter((cell) => /\bshould\b/i.test(cell)).length >= Math.max(2, filled.length * 0.6);
  };
  const actions = uses.filter((use) => use.role === 'action' && !use.timeHeader);
  const first = actions[0];
  if (first === undefined || actions.length < 2 || !advises(first)) return;
  if (actions.slice(1).every((use) => !advises(use))) first.role = 'recommendation';
}

/** "Agreed response" right of the recommendations, where no other column holds the actions: what is to be done. */
function nameAnswers(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  const asked = uses.findIndex(({ role }) => role === 'recommendation');
  if (asked < 0 || uses.some(({ role }) => role === 'action')) return;
  const answer = uses.find(
    ({ role, header }, column) =>
      column > asked &&
      role === 'other' &&
      averageWords(body[column] ?? []) >= 4 &&
      voteHeader(header).some((vote) => vote.role === 'action'),
  );
  if (answer) answer.role = 'action';
}

/** "Directorate", "Service area" beside a column of who leads: where the lead works, not another owner. */
function nameUnits(uses: ColumnUse[]): void {
  const owners = uses.filter(({ role, basis }) => role === 'owner' && basis === 'header');
  const units = owners.filter(({ header }) => UNIT.test(headerWords(header)));
  if (units.length < owners.length) for (const use of units) use.role = 'other';
}

const UNIT =
  /(?:^|\s)(?<!\b(?:heads?|directors?) of )(?:directorates?|departments?|divisions?|services?|service areas?|business units?)$/;

/** "Short term", "Medium term" and "Long term" over columns of deeds: each is an action column with its own time. */
function nameTermColumns(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  const terms = uses.filter((use, column) => {
    if (!isTimeCell(use.header) || averageWords(body[column] ?? []) < 3) return false;
    const filled = (body[column] ?? []).filter((cell) => cell.trim() !== '');
    return filled.filter((cell) => isTimeCell(cell)).length < filled.length / 2;
  });
  if (terms.length < 2) return;
  for (const use of terms)
    Object.assign(use, { role: 'action', timeHeader: true, score: 0.9, basis: 'header' });
}

/** "Phase 1", "Stage 2 – Stage 3" under "Phase": when, by the plan's own terms, where no other column says so. */
function namePhases(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  if (uses.some(({ role }) => WHEN.has(role))) return;
  uses.forEach((use, column) => {
    const filled = (body[column] ?? []).filter((cell) => cell.trim() !== '');
    const phased = filled.filter((cell) =>
      /^\W*(?:phase|stage|tranche|wave) (?:\d|one|two|three|four)\b/i.test(cell),
    );
    if (use.role === 'other' && phased.length > filled.length * 0.6) use.role = 'timescale';
  });
}

/** Dated milestones beside an action are its time, where no other column says when. */
function nameMilestones(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  const has = (...roles: ColumnRole[]) => uses.some((use) => roles.includes(use.role));
  if (!has('action') || has('timescale', 'end', 'start', 'revised-date')) return;
  uses.forEach((use, column) => {
    if (use.role === 'action' || !/\bmilestones?\b/i.test(use.header)) return;
    const filled = (body[column] ?? []).filter((cell) => cell.trim() !== '');
    if (filled.filter((cell) => hasTimeWords(cell)).length >= filled.length / 2) use.role = 'timescale';
  });
}

/** Without headers, the long columns are told by order: recommendation or objective first, then actions. */
function nameTextColumns(uses: ColumnUse[], body: readonly (readonly string[])[]): void {
  const free = uses
    .map((use, column) => ({ use, words: averageWords(body[column] ?? []), score: use.score, column }))
    .filter(({ use, words }) => use.role === 'other' && words >= 3);
  if (free.length === 0) return;
  const [opening] = free;
  const rest = free.slice(1).sort((a, b) => b.score - a.score)[0];
  const leads =
    !rest ||
    (opening !== undefined &&
      shareOfVerbs(body[opening.column] ?? []) >= 0.6 &&
      shareOfVerbs(body[rest.column] ?? []) <= 0.3);
  const action = leads ? opening : rest;
  if (action) {
    action.use.role = 'action';
    action.use.basis = 'position';
  }
  const before = free.find((entry) => action && entry.column < action.column);
  if (before) before.use.role = 'objective';
  const at = action?.column ?? 0;
  const owners = uses.flatMap((use, column) => (use.role === 'owner' ? [column] : []));
  if (!owners.some((column) => column > at)) return;
  for (const column of owners) {
    const use = uses[column];
    if (use && column < at) use.role = before ? 'other' : 'objective';
  }
}

function shareOfVerbs(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.filter((cell) => opensWithVerb(withoutMarker(cell))).length / (filled.length || 1);
}

const PLAIN_ACTION = /\bactions?\b|\bhow\b/;
/** "What we did" beside "What we will do next": work done is an action too. */
const WORK_DONE =
  /^(?:what )?(?:we|the council|have we|we have|we ve)\b.*\b(?:did|done|achieved)\b|^what (?:we )?(?:did|has been done|have we done)\b/;
/** True for the header of a column that tells what was done, beside others of what will be. */
export function tellsWorkDone(header: string): boolean {
  return WORK_DONE.test(headerWords(header));
}
const ALSO_ACTION = /\b(?:further|additional|future|to date|taken|planned|completed|remaining|new|so far)\b/;

/** Deeds under "What we will do" and under "How" only the means to them: "New template", "External facilitator". */
function tellsMeans(
  use: ColumnUse,
  uses: readonly ColumnUse[],
  body: readonly (readonly string[])[],
): boolean {
  const verbs = (column: ColumnUse) => shareOfVerbs(body[uses.indexOf(column)] ?? []);
  const words = averageWords(body[uses.indexOf(use)] ?? []);
  return (
    headerWords(use.header) === 'how' &&
    (words <= 6 || (words <= 10 && verbs(use) < 0.4)) &&
    uses.some((other) => other.role === 'action' && verbs(other) >= 0.6 && verbs(other) > verbs(use) + 0.3)
  );
}

function keepMainActions(
  uses: ColumnUse[],
  actions: ColumnUse[],
  body: readonly (readonly string[])[],
): void {
  const rank = (use: ColumnUse) => {
    const words = headerWords(use.header);
    const isPlain = PLAIN_ACTION.test(words) && !tellsMeans(use, uses, body);
    return use.score + (isPlain ? 0.5 : 0) + (/\bsub\b/.test(words) ? 0.5 : 0);
  };
  const main = actions.reduce((best, use) => (rank(use) > rank(best) ? use : best));
  const hasDone = actions.some((use) => WORK_DONE.test(headerWords(use.header)));
  for (const use of actions) {
    if (use === main) continue;
    const words = headerWords(use.header);
    // "What we have done so far" right of what was to be done is how far that has got.
    if (
      WORK_DONE.test(words) &&
      uses.indexOf(use) > uses.indexOf(main) &&
      !/\bnext\b/.test(headerWords(main.header)) &&
      !/\b(?:next|will|further|to do)\b/.test(words)
    ) {
      use.role = 'progress';
      continue;
    }
    if ((PLAIN_ACTION.test(words) && ALSO_ACTION.test(words)) || WORK_DONE.test(words)) continue;
    if (hasDone && /\bnext\b/.test(words)) continue;
    if (/\bmilestones?\b/.test(words)) use.role = 'other';
    else if (/\bnext\b/.test(words)) use.role = 'progress';
    else if (/\bdeliverables?\b/.test(words)) use.role = 'outcome';
    else if (uses.indexOf(use) < uses.indexOf(main) && !/\bresponse\b/.test(words)) use.role = 'objective';
    else use.role = 'other';
  }
}
