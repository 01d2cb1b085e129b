/**
 * Walks a page's operator list as a renderer would and notes where words, straight lines and filled
 * boxes come to lie. In: operators, the page's view. Out: `PageContent` in the direction the text reads.
 */
import { OPS } from './pdfjs.ts';
import type { PageContent } from './page-content.ts';
import { withDrawnBullets } from './drawn-bullets.ts';
import { PathCollector } from './drawn-paths.ts';
import { copyOf, moveTo, multiply, type Matrix } from './matrix.ts';
import { WordCollector, type Glyph, type KnownTexts } from './drawn-words.ts';

/** What the walk needs of a page; `font` gives the facts of a loaded font by its id. */
export interface DrawnPage {
  page: number;
  width: number;
  height: number;
  /** From user space to the page as displayed, origin top left. */
  transform: Matrix;
  fnArray: ArrayLike<number>;
  argsArray: ArrayLike<unknown>;
  font(id: string): FontFacts;
  /** Shared by the pages of a document. */
  known: KnownTexts;
}

export interface FontFacts {
  /** Its letters are pictures: bullets, ticks, arrows. */
  symbols: boolean;
  bold: boolean;
  /** Text-space units per glyph-space unit; 0.001 but for Type 3 fonts. */
  unit: number;
  vertical: boolean;
}

interface State {
  matrix: Matrix;
  font: FontFacts | null;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  /** Text rendering mode; 2 fills and strokes, which is how bold is faked. */
  renderMode: number;
  lineWidth: number;
  fillColor: string;
}

/** The marked content that something is drawn in. */
interface Marked {
  mark: number;
  artifact: boolean;
}

const UNMARKED: Marked = { mark: -1, artifact: false };

/** The content of a page. Pages whose text mostly runs sideways are turned so that it reads upright. */
export function readPageContent(drawn: DrawnPage): PageContent {
  const upright = walk(drawn, 0);
  const counts = upright.words.directionCounts;
  const most = counts.indexOf(Math.max(...counts));
  const turns = ([0, 3, 2, 1] as const)[most] ?? 0;
  const { words, paths } = turns === 0 ? upright : walk(drawn, turns);
  const sideways = turns % 2 === 1;
  const width = sideways ? drawn.height : drawn.width;
  const height = sideways ? drawn.width : drawn.height;
  const inside = withDrawnBullets(words.words, paths.dots).filter(
    (word) => word.x1 > -1 && word.x0 < width + 1 && word.bottom > -1 && word.top < height + 1,
  );
  return {
    page: drawn.page,
    width,
    height,
    words: inside,
    rules: paths.rules.filter((rule) =>
      rule.horizontal
        ? rule.across > -2 && rule.across < height + 2
        : rule.across > -2 && rule.across < width + 2,
    ),
    fills: paths.fills,
    turns,
  };
}

/** Displayed coordinates to coordinates after quarter turns clockwise. */
function turnedTransform(drawn: DrawnPage, turns: number): Matrix {
  const { width, height } = drawn;
  if (turns === 1) return multiply([0, 1, -1, 0, height, 0], drawn.transform);
  if (turns === 2) return multiply([-1, 0, 0, -1, width, height], drawn.transform);
  if (turns === 3) return multiply([0, -1, 1, 0, 0, width], drawn.transform);
  return drawn.transform;
}

function walk(drawn: DrawnPage, turns: number): { words: WordCollector; paths: PathCollector } {
  const words = new WordCollector(drawn.page, drawn.known);
  const paths = new PathCollector();
  const base = turnedTransform(drawn, turns);
  let state: State = {
    matrix: base,
    font: null,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
    renderMode: 0,
    lineWidth: 1,
    fillColor: '#000000',
  };
  const saved: State[] = [];
  const marks: Marked[] = [];
  let text: Matrix = [1, 0, 0, 1, 0, 0];
  let line: Matrix = [1, 0, 0, 1, 0, 0];

  const moveLine = (x: number, y: number): void => {
    line = moveTo(line, x, y);
    text = line;
  };
  const setFont = (id: unknown, size: unknown): void => {
    state.font = drawn.font(String(id));
    state.fontSize = Number(size);
  };

  for (let index = 0; index < drawn.fnArray.length; index++) {
    const args = (drawn.argsArray[index] ?? []) as unknown[];
    switch (drawn.fnArray[index]) {
      case OPS.save:
        saved.push({ ...state });
        break;
      case OPS.restore:
        state = saved.pop() ?? state;
        break;
      case OPS.transform:
        state.matrix = multiply(state.matrix, args as Matrix);
        break;
      case OPS.paintFormXObjectBegin:
        saved.push({ ...state });
        if (args[0]) state.matrix = multiply(state.matrix, args[0] as Matrix);
        break;
      case OPS.paintFormXObjectEnd:
        state = saved.pop() ?? state;
        break;
      case OPS.beginAnnotation:
        saved.push({ ...state });
        state.matrix = base;
        if (args[2]) state.matrix = multiply(state.matrix, args[2] as Matrix);
        if (args[3]) state.matrix = multiply(state.matrix, args[3] as Matrix);
        break;
      case OPS.endAnnotation:
        state = saved.pop() ?? state;
        break;
      case OPS.setLineWidth:
        state.lineWidth = Number(args[0]);
        break;
      case OPS.setFillRGBColor:
        state.fillColor = colorText(args);
        break;
      case OPS.setFillTransparent:
        state.fillColor = '';
        break;
      case OPS.setFillColorN:
        state.fillColor = '';
        break;
      case OPS.setGState:
        for (const entry of (args[0] ?? []) as [string, unknown][]) {
          if (entry[0] === 'Font') setFont(...(entry[1] as [unknown, unknown]));
          else if (entry[0] === 'LW') state.lineWidth = Number(entry[1]);
        }
        break;
      case OPS.constructPath:
        paths.add(Number(args[0]), (args[1] as [Float32Array | null])[0], state, marks.at(-1));
        break;
      case OPS.beginMarkedContent:
      case OPS.beginMarkedContentProps: {
        const outer = marks.at(-1) ?? UNMARKED;
        const tag = typeof args[0] === 'string' ? args[0] : ((args[0] as { name?: string })?.name ?? '');
        marks.push({
          mark: typeof args[1] === 'number' ? args[1] : tag === 'Artifact' ? -1 : outer.mark,
          artifact: tag === 'Artifact' || outer.artifact,
        });
        break;
      }
      case OPS.endMarkedContent:
        marks.pop();
        break;
      case OPS.beginText:
        text = [1, 0, 0, 1, 0, 0];
        line = text;
        break;
      case OPS.setFont:
        setFont(args[0], args[1]);
        break;
      case OPS.setTextMatrix:
        text = copyOf((typeof args[0] === 'number' ? args : args[0]) as Matrix);
        line = text;
        break;
      case OPS.moveText:
        moveLine(Number(args[0]), Number(args[1]));
        break;
      case OPS.setLeadingMoveText:
        state.leading = Number(args[1]);
        moveLine(Number(args[0]), Number(args[1]));
        break;
      case OPS.setLeading:
        state.leading = -Number(args[0]);
        break;
      case OPS.nextLine:
        moveLine(0, state.leading);
        break;
      case OPS.setCharSpacing:
        state.charSpacing = Number(args[0]);
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = Number(args[0]);
        break;
      case OPS.setHScale:
        state.stretch = Number(args[0]) / 100;
        break;
      case OPS.setTextRise:
        state.rise = Number(args[0]);
        break;
      case OPS.setTextRenderingMode:
        state.renderMode = Number(args[0]);
        break;
      case OPS.showText: {
        if (!state.font || state.font.vertical) break;
        const { mark, artifact } = marks.at(-1) ?? UNMARKED;
        const advance = words.show(args[0] as (Glyph | number)[], {
          matrix: multiply(state.matrix, text),
          font: state.font,
          fontSize: state.fontSize,
          charSpacing: state.charSpacing,
          wordSpacing: state.wordSpacing,
          stretch: state.stretch,
          rise: state.rise,
          bold: state.font.bold || state.renderMode === 2,
          mark,
          artifact,
        });
        text = moveTo(text, advance, 0);
        break;
      }
      default:
        break;
    }
  }
  words.finish();
  return { words, paths };
}

function colorText(args: unknown[]): string {
  if (typeof args[0] === 'string') return args[0].toLowerCase();
  const hex = args.slice(0, 3).map((part) => Math.round(Number(part)).toString(16).padStart(2, '0'));
  return `#${hex.join('')}`;
}
