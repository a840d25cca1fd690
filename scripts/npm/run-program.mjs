/**
 * The programs of the npm package. npm makes a command of each file beside this one, on Windows too, where
 * the launchers in the project's folder could not be used: they are scripts of a shell.
 */
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';
import { runIfNewEnough } from '../run-if-new-enough.mjs';

const CLI = join(dirname(fileURLToPath(import.meta.url)), '../../out/main/cli.js');

/**
 * Runs one of the programs with the arguments of this process.
 *
 * @param {'fifolio' | 'tcp_server' | 'tcp_client'} name
 */
export function runProgram(name) {
  process.argv.splice(1, 1, CLI, name);
  runIfNewEnough({ file: CLI });
}
