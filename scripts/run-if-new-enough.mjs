import { pathToFileURL } from 'url';
import { nodeVersionFault } from './node-version.mjs';

/**
 * Runs a module in this process, or says that this Node is too old. An old Node dies of a `.ts` file, or of
 * the build, with a message that helps nobody; so this file and what it imports are plain JavaScript that
 * any Node with modules can read.
 *
 * @param {{ root?: string, file: string }} what - the project's folder, where that is a checkout, and the
 *   module's path
 */
export function runIfNewEnough({ root, file }) {
  const { versions, execPath } = process;
  const fault = nodeVersionFault({ version: versions.node, executable: execPath, root });
  if (fault === undefined) {
    // Not awaited: old Nodes do not know that outside of functions.
    void import(pathToFileURL(file).href);
  } else {
    console.error(fault);
    // As everywhere: trouble of this machine.
    process.exitCode = 4;
  }
}
