/**
 * Number formats and fills of a workbook's cell styles.
 */
import type { XmlNode } from '../xml.ts';
import { childElements, findChild, visitXml } from '../xml.ts';
import { builtInFormats } from './number-format.ts';

export interface CellStyle {
  /** Number format code; empty for general. */
  format: string;
  /** `#rrggbb`, or undefined for none and white. */
  fill: string | undefined;
}

/** Cell styles by index, as cells name them. Theme colours come from `xl/theme/theme1.xml`. Throws `XmlError`. */
export function readCellStyles(styles: Uint8Array | undefined, theme: Uint8Array | undefined): CellStyle[] {
  if (styles === undefined) return [];
  const parts = new Map<string, XmlNode>();
  visitXml(
    styles,
    (name, parent) => parent === 'styleSheet' && ['numFmts', 'fills', 'cellXfs'].includes(name),
    (node) => parts.set(node.name, node),
  );
  const colours = readThemeColours(theme);
  const formats = new Map<number, string>(
    childElements(parts.get('numFmts'), 'numFmt').map((node) => [
      Number(node.attributes['numFmtId']),
      node.attributes['formatCode'] ?? '',
    ]),
  );
  const fills = childElements(parts.get('fills'), 'fill').map((node) => fillColour(node, colours));
  return childElements(parts.get('cellXfs'), 'xf').map((node) => {
    const id = Number(node.attributes['numFmtId'] ?? 0);
    return {
      format: formats.get(id) ?? builtInFormats[id] ?? '',
      fill: fills[Number(node.attributes['fillId'] ?? 0)],
    };
  });
}

/** The theme's colours in the order cells count them: light 1, dark 1, light 2, dark 2, six accents. */
function readThemeColours(theme: Uint8Array | undefined): string[] {
  const found: string[] = [];
  if (theme === undefined) return found;
  visitXml(
    theme,
    (name) => name === 'clrScheme',
    (node) => {
      for (const colour of childElements(node)) {
        const [value] = childElements(colour);
        found.push((value?.attributes['lastClr'] ?? value?.attributes['val'] ?? '').toLowerCase());
      }
    },
  );
  const [dark1 = '', light1 = '', dark2 = '', light2 = '', ...accents] = found;
  return [light1, dark1, light2, dark2, ...accents];
}

function fillColour(node: XmlNode, theme: readonly string[]): string | undefined {
  const pattern = findChild(node, 'patternFill');
  if (pattern === undefined || (pattern.attributes['patternType'] ?? 'none') === 'none') return undefined;
  const colour = findChild(pattern, 'fgColor');
  if (colour === undefined) return undefined;
  const { rgb, theme: themed, tint, indexed } = colour.attributes;
  const base =
    rgb?.slice(-6).toLowerCase() ??
    (themed === undefined ? indexedColours[Number(indexed)] : theme[Number(themed)]);
  if (base === undefined || !/^[\da-f]{6}$/.test(base)) return undefined;
  const shown = applyTint(base, Number(tint ?? 0));
  return shown === 'ffffff' ? undefined : `#${shown}`;
}

/** Towards white for a positive tint, towards black for a negative one; near enough to the standard's lightness. */
function applyTint(base: string, tint: number): string {
  if (!Number.isFinite(tint) || tint === 0) return base;
  const channels = [0, 2, 4].map((at) => Number.parseInt(base.slice(at, at + 2), 16));
  const shifted = channels.map((value) => (tint > 0 ? value + (255 - value) * tint : value * (1 + tint)));
  return shifted.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('');
}

/** The start of the old palette (ECMA-376 part 1, 18.8.27): enough for red, amber and green. */
const indexedColours: Record<number, string> = {
  0: '000000',
  1: 'ffffff',
  2: 'ff0000',
  3: '00ff00',
  4: '0000ff',
  5: 'ffff00',
  6: 'ff00ff',
  7: '00ffff',
  8: '000000',
  9: 'ffffff',
  10: 'ff0000',
  11: '00ff00',
  12: '0000ff',
  13: 'ffff00',
  14: 'ff00ff',
  15: '00ffff',
  17: '008000',
  22: 'c0c0c0',
  23: '808080',
  42: 'ccffcc',
  43: 'ffff99',
  47: 'ffcc99',
  50: '99cc00',
  51: 'ffcc00',
  52: 'ff9900',
  53: 'ff6600',
  57: '339966',
};
