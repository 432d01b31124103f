import { join } from 'node:path';
import { loadTexts } from '../../src/chat/texts.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';

/** The texts of `templates/digests`, as the program fills them. */
export const { fill } = loadTexts(join(TEMPLATES_DIR, 'digests'));
