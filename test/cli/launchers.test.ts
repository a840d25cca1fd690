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

/** The shell's own tools are found, after what a test puts into a folder. */
function searchPath(folder: string): NodeJS.ProcessEnv {
  return { PATH: `${folder}:/usr/bin:/bin` };
}

function runFile(
  file: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = searchPath(''),
): Promise<Ended> {
  return new Promise((resolve) => {
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
  await mkdir(path.join(folder, 'scripts'));
  for (const file of [...PROGRAMS, 'scripts/launch.sh']) {
    await copyFile(path.join(ROOT, file), path.join(folder, file));
  }
  if (options.built) await writeFile(path.join(folder, 'out/main/cli.js'), '');
  return folder;
}

/** Says how it was called, an argument per line. */
function fakeNode(name: string): string {
  return `printf '%s\\n' ${name} "$@"`;
}

describe.skipIf(process.platform === 'win32')('the launchers', () => {
  it.each(PROGRAMS)('%s runs the built program with the Node of the project', async (program) => {
    const folder = await project({ built: true });
    await writeScript(path.join(folder, 'node_modules/.bin/node'), fakeNode('own'));
    const { stdout } = await runFile(path.join(folder, program), ['8080', 'a folder', '']);
    const cli = path.join(folder, 'out/main/cli.js');
    expect(stdout).toBe(
      ['own', YOUNG_GENERATION, cli, program, '8080', 'a folder', '', ''].join('\n'),
    );
  });

  it('finds the project through symbolic links, relative and absolute', async () => {
    const folder = await project({ built: true });
    await writeScript(path.join(folder, 'node_modules/.bin/node'), fakeNode('own'));
    const elsewhere = path.join(path.dirname(folder), 'bin');
    await mkdir(elsewhere);
    await symlink('../a project/tcp_client', path.join(elsewhere, 'relative'));
    await symlink(path.join(elsewhere, 'relative'), path.join(elsewhere, 'absolute'));
    const { stdout } = await runFile(path.join(elsewhere, 'absolute'), []);
    expect(stdout).toBe(
      `own\n${YOUNG_GENERATION}\n${path.join(folder, 'out/main/cli.js')}\ntcp_client\n`,
    );
  });

  it('finds the project from another folder, by the path and by the name', async () => {
    const folder = await project({ built: true });
    await writeScript(path.join(folder, 'node_modules/.bin/node'), fakeNode('own'));
    const expected = `own\n${YOUNG_GENERATION}\n${path.join(folder, 'out/main/cli.js')}\ntcp_server\n`;
    for (const command of ['cd / && tcp_server', "cd .. && 'a project/tcp_server'"]) {
      const script = path.join(folder, 'call');
      await writeScript(script, `cd "$(dirname "$0")" && ${command}`);
      const { stdout } = await runFile(script, [], searchPath(folder));
      expect(stdout).toBe(expected);
    }
  });

  it('falls back to the Node on the path, by way of the file that says whether it is too old', async () => {
    const folder = await project({ built: true });
    const bin = path.join(folder, 'path');
    await writeScript(path.join(bin, 'node'), fakeNode('other'));
    const { stdout } = await runFile(path.join(folder, 'fifolio'), ['list'], searchPath(bin));
    const run = path.join(folder, 'scripts/run.mjs');
    const cli = path.join(folder, 'out/main/cli.js');
    expect(stdout).toBe(`other\n${YOUNG_GENERATION}\n${run}\n${cli}\nfifolio\nlist\n`);
  });

  it('says that there is no Node at all', async () => {
    const folder = await project({ built: true });
    const bin = path.join(folder, 'path');
    await mkdir(bin);
    for (const tool of ['dirname', 'readlink'])
      await symlink(`/usr/bin/${tool}`, path.join(bin, tool));
    const { code, stderr } = await runFile(path.join(folder, 'tcp_server'), [], { PATH: bin });
    expect(stderr).toBe(
      'tcp_server: error: Fifolio needs Node.js 22.18 or later, and there is no Node on the PATH: install it from nodejs.org.\n',
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
