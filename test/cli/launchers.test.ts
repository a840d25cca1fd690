import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './run-cli.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const YOUNG_GENERATION = '--max-semi-space-size=8';
const PROGRAMS = ['tcp_server', 'tcp_client', 'fifolio'] as const;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function runFile(file: string, words: readonly string[], searchPath = ''): Promise<Ended> {
  return new Promise((resolve) => {
    // The shell's own tools are found; no Node is, unless a test puts one there.
    const env = { PATH: `${searchPath}:/usr/bin:/bin` };
    execFile(file, words, { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** An executable shell script. */
async function writeScript(file: string, body: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${body}\n`);
  await chmod(file, 0o755);
}

/** A project with the launchers in it; what Node would run is a file that exists. */
async function project(options: { readonly built: boolean }): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'a project');
  await mkdir(path.join(folder, 'out/main'), { recursive: true });
  for (const program of PROGRAMS) {
    await copyFile(path.join(ROOT, program), path.join(folder, program));
  }
  if (options.built) await writeFile(path.join(folder, 'out/main/cli.js'), '');
  return folder;
}

/** Says how it was called, an argument per line; as a version, what it is told to. */
function fakeNode(name: string, version: string): string {
  return `if [ "$1" = --version ]; then echo ${version}; else printf '%s\\n' ${name} "$@"; fi`;
}

describe.skipIf(process.platform === 'win32')('the launchers', () => {
  it.each(PROGRAMS)('%s runs the built program with the Node of the project', async (program) => {
    const folder = await project({ built: true });
    await writeScript(path.join(folder, 'node_modules/.bin/node'), fakeNode('own', 'v24.0.0'));
    const { stdout } = await runFile(path.join(folder, program), ['8080', 'a folder', '']);
    const cli = path.join(folder, 'out/main/cli.js');
    expect(stdout).toBe(
      ['own', YOUNG_GENERATION, cli, program, '8080', 'a folder', '', ''].join('\n'),
    );
  });

  it('finds the project through symbolic links, relative and absolute', async () => {
    const folder = await project({ built: true });
    await writeScript(path.join(folder, 'node_modules/.bin/node'), fakeNode('own', 'v24.0.0'));
    const elsewhere = path.join(path.dirname(folder), 'bin');
    await mkdir(elsewhere);
    await symlink('../a project/tcp_client', path.join(elsewhere, 'relative'));
    await symlink(path.join(elsewhere, 'relative'), path.join(elsewhere, 'absolute'));
    const { stdout } = await runFile(path.join(elsewhere, 'absolute'), []);
    expect(stdout).toBe(
      `own\n${YOUNG_GENERATION}\n${path.join(folder, 'out/main/cli.js')}\ntcp_client\n`,
    );
  });

  it.each(['v22.18.0', 'v23.0.0', 'v24.1.2'])('falls back to %s on the path', async (version) => {
    const folder = await project({ built: true });
    const bin = path.join(folder, 'path');
    await writeScript(path.join(bin, 'node'), fakeNode('other', version));
    const { stdout } = await runFile(path.join(folder, 'fifolio'), ['list'], bin);
    expect(stdout).toBe(
      `other\n${YOUNG_GENERATION}\n${path.join(folder, 'out/main/cli.js')}\nfifolio\nlist\n`,
    );
  });

  it.each(['v20.20.2', 'v22.17.9', 'v9.99.0'])('says that %s is too old', async (version) => {
    const folder = await project({ built: true });
    const bin = path.join(folder, 'path');
    await writeScript(path.join(bin, 'node'), fakeNode('old', version));
    const { code, stderr } = await runFile(path.join(folder, 'tcp_server'), [], bin);
    expect(stderr).toBe(
      `tcp_server: error: Node.js 22.18 or later is needed; ${path.join(bin, 'node')} is ${version}. Run: cd '${folder}' && npm ci\n`,
    );
    expect(code).toBe(4);
  });

  it('says that it is not built', async () => {
    const folder = await project({ built: false });
    const { code, stderr } = await runFile(path.join(folder, 'tcp_server'), ['8080', '.']);
    expect(stderr).toBe(`tcp_server: error: It is not built yet. Run: cd '${folder}' && npm ci\n`);
    expect(code).toBe(4);
  });
});
