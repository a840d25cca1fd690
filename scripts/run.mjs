/** Runs one of the project's programs, `node scripts/run.mjs FILE …`, or says that this Node is too old. */
import { dirname, resolve } from 'path';
import { fileURLToPath } from 'url';
import { runIfNewEnough } from './run-if-new-enough.mjs';

const file = resolve(process.argv[2] || '');
// What runs sees the arguments as if it had been called by itself.
process.argv.splice(1, 1);
runIfNewEnough({ root: dirname(dirname(fileURLToPath(import.meta.url))), file });
