/**
 * Computed numbering of a Word document: the letters and numbers stand nowhere in the text.
 * A counter per abstract list, so that lists continue over rows; a start override restarts it once (ECMA-376 part
 * 1, 17.9).
 */
import type { XmlNode } from '../xml.ts';
import { childElements, childValue, findChild, isOn, visitXml } from '../xml.ts';

interface Level {
  start: number;
  format: string;
  text: string;
  /** Level whose new item restarts this one; 0 never restarts. `undefined`: any level above. */
  restart: number | undefined;
  legal: boolean;
  /** True when the marker is set in a symbol font, whose letters show as bullets and ticks. */
  symbolFont: boolean;
}

interface ListInstance {
  abstractId: string;
  levels: Map<number, Level>;
  startOverrides: Map<number, number>;
}

/** Gives the printed marker of the next item of a list and level, counting on; empty where nothing is printed. */
export type NextMarker = (numId: string, ilvl: number) => string;

/** A counter over `word/numbering.xml`; without the part every item is a bullet. Throws `XmlError`. */
export function readNumbering(bytes: Uint8Array | undefined): NextMarker {
  const abstracts = new Map<string, XmlNode>();
  const byStyle = new Map<string, string>();
  const lists = new Map<string, XmlNode>();
  if (bytes !== undefined) {
    visitXml(
      bytes,
      (name, parent) => parent === 'numbering' && (name === 'abstractNum' || name === 'num'),
      (node) => {
        if (node.name === 'num') lists.set(node.attributes['numId'] ?? '', node);
        else {
          const id = node.attributes['abstractNumId'] ?? '';
          abstracts.set(id, node);
          const style = childValue(node, 'styleLink');
          if (style !== undefined) byStyle.set(style, id);
        }
      },
    );
  }
  const instances = new Map<string, ListInstance>();
  for (const [numId, node] of lists) instances.set(numId, readInstance(node, abstracts, byStyle));
  return makeCounter(instances);
}

function readInstance(
  node: XmlNode,
  abstracts: ReadonlyMap<string, XmlNode>,
  byStyle: ReadonlyMap<string, string>,
): ListInstance {
  let abstractId = childValue(node, 'abstractNumId') ?? '';
  const link = childValue(abstracts.get(abstractId), 'numStyleLink');
  if (link !== undefined) abstractId = byStyle.get(link) ?? abstractId;
  const levels = new Map<number, Level>();
  for (const level of childElements(abstracts.get(abstractId), 'lvl')) addLevel(levels, level);
  const startOverrides = new Map<number, number>();
  for (const override of childElements(node, 'lvlOverride')) {
    const start = childValue(override, 'startOverride');
    if (start !== undefined) startOverrides.set(Number(override.attributes['ilvl'] ?? 0), Number(start));
    const level = findChild(override, 'lvl');
    if (level !== undefined) addLevel(levels, level);
  }
  return { abstractId, levels, startOverrides };
}

function addLevel(levels: Map<number, Level>, node: XmlNode): void {
  const restart = childValue(node, 'lvlRestart');
  levels.set(Number(node.attributes['ilvl'] ?? 0), {
    start: Number(childValue(node, 'start') ?? 0),
    format: childValue(node, 'numFmt') ?? 'decimal',
    text: childValue(node, 'lvlText') ?? '',
    restart: restart === undefined ? undefined : Number(restart),
    legal: isOn(node, 'isLgl'),
    symbolFont: /symbol|wingdings|webdings|dings/i.test(
      Object.values(findChild(findChild(node, 'rPr'), 'rFonts')?.attributes ?? {}).join(' '),
    ),
  });
}

function makeCounter(instances: ReadonlyMap<string, ListInstance>): NextMarker {
  const counters = new Map<string, (number | undefined)[]>();
  const overridden = new Set<string>();
  return (numId, ilvl) => {
    const instance = instances.get(numId);
    const level = instance?.levels.get(ilvl);
    if (instance === undefined || level === undefined) return '•';
    const counter = counters.get(instance.abstractId) ?? [];
    counters.set(instance.abstractId, counter);
    const override = instance.startOverrides.get(ilvl);
    const current = counter[ilvl];
    if (override !== undefined && !overridden.has(`${numId}/${ilvl}`)) {
      overridden.add(`${numId}/${ilvl}`);
      counter[ilvl] = override;
    } else {
      counter[ilvl] = current === undefined ? level.start : current + 1;
    }
    for (let above = 0; above < ilvl; above++) counter[above] ??= instance.levels.get(above)?.start ?? 1;
    for (let below = ilvl + 1; below < 9; below++) {
      const { restart } = instance.levels.get(below) ?? {};
      if (restart === undefined || (restart > 0 && ilvl < restart)) counter[below] = undefined;
    }
    return printMarker(instance, level, counter);
  };
}

function printMarker(instance: ListInstance, level: Level, counter: readonly (number | undefined)[]): string {
  if (level.format === 'none') return '';
  if (level.format === 'bullet') return level.symbolFont ? '•' : printBullet(level.text);
  const printed = level.text.replaceAll(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const format = level.legal ? 'decimal' : (instance.levels.get(index)?.format ?? 'decimal');
    return formatCount(counter[index] ?? 1, format);
  });
  return printed.trim();
}

/** Symbol fonts keep their bullets in the private area, and a plain `o` is Courier's hollow bullet. */
function printBullet(text: string): string {
  const bullet = text.trim();
  if (bullet === '' || /^[\ue000-\uf8ff\u00a7\u00b7]/.test(bullet)) return '•';
  return bullet;
}

function formatCount(count: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(count);
    case 'upperLetter':
      return letters(count).toUpperCase();
    case 'lowerRoman':
      return roman(count).toLowerCase();
    case 'upperRoman':
      return roman(count);
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'ordinal':
      return `${count}${['th', 'st', 'nd', 'rd'][count % 100 > 10 && count % 100 < 14 ? 0 : count % 10] ?? 'th'}`;
    case 'bullet':
      return '•';
    default:
      return String(count);
  }
}

/** a … z, aa, bb: Word repeats the letter. */
function letters(count: number): string {
  if (count < 1) return '';
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.min(10, Math.ceil(count / 26)));
}

function roman(count: number): string {
  const parts: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = Math.min(Math.max(0, count), 3999);
  let text = '';
  for (const [value, letter] of parts) {
    while (rest >= value) {
      text += letter;
      rest -= value;
    }
  }
  return text;
}
