/** `npm run docs`: writes the generated pages of `docs/`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBenchPage } from '../bench/write-page.ts';
import { formatCommandReference } from './command-reference.ts';

writeFileSync(join(import.meta.dirname, '../../docs/commands.md'), formatCommandReference());
writeBenchPage();
