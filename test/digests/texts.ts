import { join } from 'node:path';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import type { DigestTexts } from '../../src/texts/digest-texts.ts';
import { loadTexts } from '../../src/texts/load-texts.ts';

/** The texts of `templates/digests`, as the program fills them. */
export const { fill } = loadTexts<DigestTexts>(join(TEMPLATES_DIR, 'digests'));
