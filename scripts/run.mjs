/**
 * Runs one of the project's programs, `node scripts/run.mjs FILE …`, or says that this Node is too old.
 * An old Node dies of a `.ts` file, or of the build, with a message that helps nobody; so this file and
 * what it imports are plain JavaScript that any Node with modules can read.
 */
import { dirname, resolve } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';
import { nodeVersionFault } from './node-version.mjs';

const fault = nodeVersionFault({
  version: process.versions.node,
  executable: process.execPath,
  root: dirname(dirname(fileURLToPath(import.meta.url))),
});
if (fault === undefined) {
  // What runs sees the arguments as if it had been called by itself.
  process.argv.splice(1, 1);
  // Not awaited: old Nodes do not know that outside of functions.
  void import(pathToFileURL(resolve(process.argv[1] || '')).href);
} else {
  console.error(fault);
  // As everywhere: trouble of this machine.
  process.exitCode = 4;
}
