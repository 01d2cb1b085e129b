/** The character a glyph stands for: ligatures taken apart, symbol fonts' bullets and ticks named, noise dropped. */

const SYMBOL_FONT = /wingdings|symbol|webdings|dingbats/i;

/** Codes of Symbol and Wingdings that plans use as bullets, ticks and arrows. */
const SYMBOLS: Record<number, string> = {
  0x6c: '●',
  0x6e: '■',
  0x71: '❑',
  0x75: '◆',
  0x76: '❖',
  0x77: '◆',
  0x9f: '•',
  0xa7: '▪',
  0xa8: '☐',
  0xb7: '•',
  0xd8: '➢',
  0xe0: '→',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};

/** True for a font whose letters are pictures, by its name. */
export function isSymbolFont(name: string): boolean {
  return SYMBOL_FONT.test(name);
}

/**
 * The text of one glyph, `' '` for any kind of space, empty for control and zero-width characters.
 * A soft hyphen stays: at a line's end it marks a hyphenated word. `symbols` for a symbol font's glyph.
 */
export function readGlyphText(unicode: string, symbols: boolean): string {
  if (unicode.length === 1) {
    const code = unicode.charCodeAt(0);
    if (code > 0x20 && code < 0x7f && !symbols) return unicode;
    if (code === 0x20 || code === 0xa0 || code === 0x09) return ' ';
    if (code >= 0x2000 && code <= 0x200a) return ' ';
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return '';
    if (code >= 0x200b && code <= 0x200f) return '';
    if (code === 0xfeff || code === 0xfffd || code === 0xffff) return '';
    if (code >= 0xf000 && code <= 0xf0ff) {
      return (
        SYMBOLS[code - 0xf000] ?? (code > 0xf020 && code < 0xf07f ? String.fromCharCode(code - 0xf000) : '•')
      );
    }
    if (symbols) return SYMBOLS[code] ?? unicode;
    if (code >= 0xfb00 && code <= 0xfb06) return unicode.normalize('NFKC');
    return unicode;
  }
  return /^[\s\u00a0]+$/.test(unicode) ? ' ' : unicode.replace(/\p{Cc}|[\u200b-\u200f]/gu, '');
}
