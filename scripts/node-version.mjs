/**
 * Why a Node cannot run this project, in a sentence; `undefined` when it can. What is needed is in
 * `package.json` under `engines`.
 *
 * @param {{ version: string, executable: string, root?: string | undefined }} node - its version as
 *   `process.versions.node` has it, where it is, and the project's folder, where that is a checkout
 * @returns {string | undefined}
 */
export function nodeVersionFault({ version, executable, root }) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return undefined;
  const orNpm =
    root === undefined
      ? ''
      : `, or run "npm ci" in ${root}, which brings its own where there is one for the system`;
  return `Fifolio needs Node.js 22.18 or later, and ${executable} is ${version}: install a newer one${orNpm}.`;
}
