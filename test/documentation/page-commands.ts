/** The shell commands and SQL statements that the pages tell a reader to type. */

export interface PageCommand {
  page: string;
  /** One command, without its comment; what stood before `&&` is a command of its own. */
  text: string;
}

/** A span of code that is a command to type, not only the name of one. */
const TYPED = /^(?:npx |npm |node |peerlens [a-z]+ \S|cd )/;
/** Minute, hour, day, month and weekday of a crontab line. */
const CRON_TIME = /^(?:[\d*/,-]+ ){5}/;

/** Commands of a page in order: lines of its `sh` blocks, and spans of code in its text. */
export function readCommands(page: string, markdown: string): PageCommand[] {
  const lines: string[] = [];
  for (const { language, text } of blocksOf(markdown)) {
    if (language === 'sh') lines.push(...text.split('\n').map((line) => line.replace(/(?:^|\s)# .*$/, '')));
    if (language === null)
      lines.push(
        ...[...text.matchAll(/`([^`\n]+)`/g)]
          .map(([, code = '']) => code.replace(CRON_TIME, ''))
          .filter((code) => TYPED.test(code)),
      );
  }
  const commands = lines.flatMap((line) => line.split(' && ')).map((text) => text.trim());
  return commands.filter((text) => text !== '').map((text) => ({ page, text }));
}

/** The page's fenced blocks in one language. */
export function readBlocks(markdown: string, language: string): string[] {
  return blocksOf(markdown)
    .filter((block) => block.language === language)
    .map(({ text }) => text);
}

/** The page in pieces: fenced blocks with their language (empty when none is named), and with `null` what is between. */
function blocksOf(markdown: string): { language: string | null; text: string }[] {
  return markdown.split(/^ *```/m).map((piece, index) => {
    if (index % 2 === 0) return { language: null, text: piece };
    const end = piece.indexOf('\n');
    return { language: piece.slice(0, end).trim(), text: piece.slice(end + 1) };
  });
}
