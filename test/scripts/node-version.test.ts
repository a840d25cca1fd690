import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nodeVersionFault } from '../../scripts/node-version.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

function faultOf(version: string): string | undefined {
  return nodeVersionFault({ version, executable: '/usr/bin/node', root: '/a/project' });
}

async function packageFile(): Promise<{
  engines: { node: string };
  scripts: Record<string, string>;
}> {
  return JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as never;
}

describe('the check of the Node that runs the project', () => {
  it.each(['22.18.0', '22.23.2', '23.0.0', '24.1.2', '26.0.0-nightly'])('takes %s', (version) => {
    expect(faultOf(version)).toBeUndefined();
  });

  it.each(['22.17.9', '20.20.2', '9.99.0', '0.12.18', '4.0.0'])('refuses %s', (version) => {
    expect(faultOf(version)).toBe(
      `Fifolio needs Node.js 22.18 or later, and /usr/bin/node is ${version}: install a newer one, or run "npm ci" in /a/project, which brings its own where there is one for the system.`,
    );
  });

  it('asks for what package.json and the README ask for', async () => {
    expect((await packageFile()).engines.node).toBe('>=22.18');
    expect(await readFile(join(ROOT, 'README.md'), 'utf8')).toContain('Node 22.18 or later');
  });

  it('comes before every program that an old Node could not even read', async () => {
    const { scripts } = await packageFile();
    const starts = Object.entries(scripts).filter(([, command]) => command.includes('node '));
    expect(starts.length).toBeGreaterThan(5);
    for (const [name, command] of starts) {
      // Another script of the package comes through here itself.
      for (const part of command.split(' && ')) {
        expect(part, name).toMatch(/^(?:node scripts\/run\.mjs |npm run [\w:]+$)/);
      }
    }
  });

  it('runs the program with its own arguments', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fifolio-run-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const program = join(folder, 'a program.ts');
    await writeFile(program, 'console.log(JSON.stringify(process.argv.slice(1) as string[]));');
    const run = join(ROOT, 'scripts/run.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [run, program, 'a', '--b', '']);
    expect(JSON.parse(stdout)).toEqual([program, 'a', '--b', '']);
  });
});
