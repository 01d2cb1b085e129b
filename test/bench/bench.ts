/**
 * `npm run bench`: the measured speed of every stage beside a baseline in the same run, compared with the last saved
 * result by ratio. `-- --only reading,store` for some sections, `--full` for the sizes that take long, `--check` to
 * fail when something got worse, `--save` to keep the result and draw `docs/bench.md` anew, `--result FILE` to compare
 * with, and keep, another result than the committed one.
 * Exit codes: 0 fine, 1 a program failed or `--check` found something, 2 wrong arguments.
 */
import { parseArgs } from 'node:util';
import { compareMeasures, isNoWorse } from './comparison.ts';
import { findBroken, type Measure } from './measure.ts';
import { formatComparison, formatMeasures } from './report.ts';
import {
  isSameMachine,
  mergeResult,
  readResult,
  RESULT_PATH,
  type SavedSection,
  thisMachine,
  writeResult,
} from './saved-result.ts';
import { type Section, SECTIONS } from './sections.ts';
import { labelOf, runStep } from './steps.ts';
import { writeBenchPage } from './write-page.ts';

interface Options {
  sections: readonly Section[];
  full: boolean;
  check: boolean;
  save: boolean;
  result: string;
}

const started = performance.now();
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

function readOptions(): Options | string {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true, default: [] },
        full: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        save: { type: 'boolean', default: false },
        result: { type: 'string', default: RESULT_PATH },
      },
    });
    const names = values.only.flatMap((part) => part.split(',')).filter((name) => name !== '');
    const unknown = names.filter((name) => !SECTIONS.some((section) => section.name === name));
    const known = SECTIONS.map(({ name }) => name).join(', ');
    if (unknown.length > 0) return `no such section: ${unknown.join(', ')} (there are ${known})`;
    const sections = SECTIONS.filter(({ name }) => names.length === 0 || names.includes(name));
    const { full, check, save, result } = values;
    return { sections, full, check, save, result };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The measures of a section; a step that fails is a fault, and the others go on. */
async function runSection(section: Section, full: boolean, faults: string[]): Promise<Measure[]> {
  const measures: Measure[] = [];
  const steps = section.steps(full);
  for (const [index, step] of steps.entries()) {
    const minutes = ((performance.now() - started) / 60_000).toFixed(1).padStart(5);
    say(`${minutes} min  ${section.name} ${index + 1}/${steps.length}: ${labelOf(step)}`);
    try {
      const found = await runStep(step, measures);
      const broken = findBroken(found);
      if (broken.length > 0) throw new Error(`no figures for ${broken.join(', ')}`);
      measures.push(...found);
    } catch (error) {
      const fault = `${section.name}, ${labelOf(step)}: ${error instanceof Error ? error.message : String(error)}`;
      say(`  failed: ${fault}`);
      faults.push(fault);
    }
  }
  return measures;
}

async function runBench({ sections, full, check, save, result }: Options): Promise<number> {
  const machine = thisMachine();
  const saved = readResult(result);
  if (save && sections.length < SECTIONS.length && saved && !isSameMachine(saved.machine, machine)) {
    say('bench: the saved result is of another machine; save a run of all sections first');
    return 2;
  }
  if (saved && !isSameMachine(saved.machine, machine))
    say('The saved result is of another machine: ratios differ a little between machines, memory more.');
  const savedMeasures = Object.values(saved?.sections ?? {}).flatMap(({ measures }) => measures);
  const faults: string[] = [];
  const done: Record<string, SavedSection> = {};
  for (const section of sections) {
    const before = faults.length;
    const measures = await runSection(section, full, faults);
    print(`\n${section.name}\n${formatMeasures(measures, savedMeasures)}\n`);
    if (measures.length === 0) continue;
    const part: SavedSection = { measured: new Date().toISOString().slice(0, 10), measures };
    done[section.name] = part;
    // After each section, so that a run cut short keeps what it has; a section with a fault loses nothing saved.
    if (save) {
      const whole = full && faults.length === before;
      writeResult(mergeResult(readResult(result), machine, { [section.name]: part }, whole), result);
    }
  }
  const now = Object.values(done).flatMap(({ measures }) => measures);
  const comparison = compareMeasures(savedMeasures, now);
  for (const line of formatComparison(comparison)) print(line);
  for (const fault of faults) print(`FAILED: ${fault}`);
  if (save && result === RESULT_PATH) writeBenchPage();
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  print(
    `${now.length} measures in ${minutes} minutes: ${comparison.worse.length} worse, ${comparison.better.length} better, ` +
      `${comparison.lostTargets.length} targets lost, ${comparison.added.length} new, ${faults.length} failed.`,
  );
  return faults.length > 0 || (check && !isNoWorse(comparison)) ? 1 : 0;
}

const options = readOptions();
if (typeof options === 'string') {
  say(`bench: ${options}`);
  process.exitCode = 2;
} else process.exitCode = await runBench(options);
