/**
 * Walks a document's blocks in order: keeps the headings, sees which recommendation is under discussion, hands
 * tables to their readers and leaves the rest as flows for the readers of labelled blocks and prose.
 */
import type { Document, Heading, ListItem, Paragraph } from '../model.ts';
import { voteHeader } from './tables/header-votes.ts';
import { findNumberedHeadings } from './prose/numbered-headings.ts';
import { passageOf } from './passage.ts';
import type { PlanBuilder } from './plan-builder.ts';
import { cellOfWords } from './tables/role-cells.ts';
import { findNumber, ownWords, themeOf } from './recommendations.ts';
import { leavePreface } from './tables/prefaces.ts';
import { takeTable } from './tables/tables.ts';
import { DIVISION, type FlowBlock, type Walk, type WalkState } from './walk-state.ts';
import { countWords } from './words.ts';

const LABELLED = /^(?:(?:key|lga|cpc|peer|peer team|peer challenge) )?recommendation\s?[:–—-]\s?(?=\S)/i;
const ASKS =
  /\b(?:asked|invited|requested) to\b|\brecommended (?:to|that)\b|\bcabinet\b|\bcommittee\b|\bcouncil is\b/i;

/** Reads all tables into the plan and gives the rest back. */
export function walkDocument(document: Document, plan: PlanBuilder): Walk {
  const walk: Walk = {
    flows: [[]],
    below: [],
    proseLines: [],
    legendTables: [],
    labelledTables: [],
    actionTables: 0,
    otherTables: [],
  };
  const state: WalkState = {
    headings: [],
    recommendation: '',
    recommendationLevel: 99,
    pending: '',
    listing: false,
    labelled: null,
    leads: [],
    led: false,
    caption: null,
    preface: null,
    numbered: findNumberedHeadings(document.blocks),
    columns: null,
    bareHeader: null,
    run: null,
  };
  for (const block of document.blocks) {
    if (block.type === 'table') {
      const before = plan.actions.length;
      takeTable(block, state, walk, plan);
      state.caption = null;
      const flow: FlowBlock[] = [];
      walk.flows.push(flow);
      walk.below.push({ flow, actions: plan.actions.slice(before) });
      continue;
    }
    leavePreface(state, walk);
    const isRecommendation =
      block.type === 'heading' ? takeHeading(block, state, plan) : takeText(block, state, plan);
    const headings = state.headings.map((heading) => heading.text);
    walk.flows.at(-1)?.push({ block, headings, recommendation: state.recommendation, isRecommendation });
  }
  leavePreface(state, walk);
  walk.flows = walk.flows.filter((flow) => flow.length > 0);
  return walk;
}

/** Follows a heading; true when it is a recommendation's own words. */
function takeHeading(block: Heading, state: WalkState, plan: PlanBuilder): boolean {
  const text = block.text.trim();
  const isWords =
    state.pending !== '' && findNumber(text, state.numbered.has(text)) === null && !DIVISION.test(text);
  if (!isWords) {
    while ((state.headings.at(-1)?.level ?? 0) >= block.level) state.headings.pop();
    if (block.level <= state.recommendationLevel && !isLabelHeading(text)) state.recommendation = '';
    if (!noteLead(block, state) && !isLabelHeading(text)) [state.labelled, state.leads] = [null, []];
  }
  const earlier = state.recommendation;
  const isRecommendation = noteRecommendation(block, state, plan);
  if (state.recommendation !== '' && state.recommendation !== earlier && !isWords)
    state.recommendationLevel = block.level;
  state.headings.push({ level: block.level, text });
  state.caption = { text, place: block.place };
  state.listing = announcesRecommendations(text);
  return isRecommendation;
}

/** "Sponsor: Leader of the Council", as a line or set like a heading: who leads what stands below. True when it is one. */
function noteLead(block: Heading | Paragraph, state: WalkState): boolean {
  const text = block.text.trim();
  const label = /^([^:\n]{3,30}):\s(?=\S)/.exec(text);
  const header = label?.[1] ?? '';
  if (!label || countWords(text) >= 25 || voteHeader(header)[0]?.role !== 'owner') return false;
  const lead = cellOfWords('owner', header, passageOf(text.slice(label[0].length), block.place));
  // "Portfolio: Resources" gives way to the line under it that says who leads.
  const others = state.leads.filter(
    (other) => other.header !== header && !/^\W*portfolio\W*$/i.test(other.header),
  );
  state.leads = state.led ? [lead] : [...others, lead];
  state.led = false;
  return true;
}

/** "Response", "Actions", "Lead officer": such a heading divides what is said of one recommendation. */
function isLabelHeading(text: string): boolean {
  const vote = countWords(text) <= 6 ? voteHeader(text)[0] : undefined;
  return vote !== undefined && vote.score >= 0.7 && vote.role !== 'recommendation' && vote.role !== 'theme';
}

/** Follows a paragraph or list item; true when it is a recommendation's own words. */
function takeText(block: Paragraph | ListItem, state: WalkState, plan: PlanBuilder): boolean {
  const text = block.text.trim();
  if (block.type === 'listItem') {
    // A list under the leads is what they lead.
    state.led ||= state.leads.length > 0;
    if (!state.listing || block.level > 0) return false;
    const ref = /^\(?(\d{1,2})[.)]?$/.exec(block.marker)?.[1] ?? '';
    plan.recommendations.add(passageOf(text, block.place), ref, '');
    return true;
  }
  state.caption = countWords(text) <= 45 ? { text, place: block.place } : null;
  if (announcesRecommendations(text)) {
    state.listing = true;
    return false;
  }
  if (state.pending !== '' || findNumber(text)) return noteRecommendation(block, state, plan);
  noteLead(block, state);
  const label = LABELLED.exec(text);
  if (label) {
    const words = text.slice(label[0].length).replace(/^["“]([^"”]*)["”]\.?$/, '$1');
    state.labelled = countWords(words) > 4 ? passageOf(words, block.place) : null;
  }
  state.listing = false;
  const known = countWords(text) <= 45 ? plan.recommendations.like(text) : undefined;
  if (!known) return false;
  state.recommendation = known.ref;
  return true;
}

/** "The peer team made the following recommendations:", but not what a report asks its committee to do. */
function announcesRecommendations(text: string): boolean {
  if (!/\brecommendations\b/i.test(text) || countWords(text) > 40 || ASKS.test(text)) return false;
  return (
    text.endsWith(':') ||
    /^(?:the )?(?:key |lga |peer |peer team |peer challenge |summary of |main )*recommendations(?: from the .{3,40})?$/i.test(
      text,
    )
  );
}

/** Words enough to be a recommendation's own; a short line must look like one. */
function isSentence(block: Heading | Paragraph): boolean {
  const count = countWords(block.text);
  const isSet = block.type === 'paragraph' && block.bold === true;
  return count > 3 || (count > 1 && (isSet || block.text.trim().endsWith('.')));
}

/** "Recommendation 4", "R4: Refresh the plan", or the words of a recommendation known already. */
function noteRecommendation(block: Heading | Paragraph, state: WalkState, plan: PlanBuilder): boolean {
  const text = block.text.trim();
  const number = findNumber(text, block.type === 'heading' && state.numbered.has(text));
  if (number) {
    const words = ownWords(text.slice(number.at).trim());
    state.pending = words === '' ? number.ref : '';
    state.recommendation = plan.recommendations.add(
      passageOf(words, block.place),
      number.ref,
      themeOf(state.headings.map((heading) => heading.text)),
    );
    return true;
  }
  const known = plan.recommendations.like(text);
  const waiting = state.pending === '' ? undefined : plan.recommendations.byRef(state.pending);
  const fills = !known && waiting !== undefined && waiting.text === '' && isSentence(block);
  if (fills && waiting) Object.assign(waiting, { text, place: block.place });
  if (known) state.recommendation = known.ref;
  else if (waiting) state.recommendation = waiting.ref;
  state.pending = '';
  return known !== undefined || fills;
}
