import { join } from 'node:path';
import { writeLearned } from '../chat/understand/learned.ts';
import { loadExamples } from '../chat/understand/load-reader.ts';
import { learnActs } from '../chat/understand/reader.ts';
import { LEARNED_DIR, TEMPLATES_DIR } from '../compose/paths.ts';

/** What the build calls: learns from the examples and leaves it for every start. */
const folder = join(TEMPLATES_DIR, 'understanding');
writeLearned(LEARNED_DIR, folder, learnActs(loadExamples(folder)));
