import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it, onTestFinished } from 'vitest';
import { manPage } from '../../scripts/man/man-page.ts';
import { openTerminal } from '../../src/cli/output/terminal.ts';
import { buildProgram } from '../../src/cli/programs/programs.ts';
import { SETTINGS } from '../../src/cli/settings/settings.ts';

const terminal = openTerminal(process.stdout, process.stderr, {});

function programNamed(program: string): Command {
  return buildProgram({ terminal, environment: {}, program }, () => undefined);
}

function has(program: string): boolean {
  return spawnSync(program, [], { input: '' }).error === undefined;
}

/** Runs a program on a page. */
function run(command: readonly string[], page: string): { stdout: string; stderr: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'fifolio-man-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'page.1');
  writeFileSync(file, page);
  const [program = '', ...words] = command;
  return spawnSync(program, [...words, file], { encoding: 'utf8', cwd: folder });
}

describe.each(['fifolio', 'tcp_server', 'tcp_client'])('the man page of %s', (name) => {
  const program = programNamed(name);
  const page = manPage(program, ['other']);

  it('has every command, option and variable of its program, and none of another', () => {
    const text = page.replaceAll('\\-', '-');
    for (const command of [program, ...program.createHelp().visibleCommands(program)]) {
      if (command !== program) expect(text).toContain(`.SS ${command.name()}\n`);
      for (const { flags } of command.options) {
        if (!flags.includes('__')) expect(text).toContain(`\\fB${flags}\\fR`);
      }
    }
    expect(text).not.toContain('__complete');
    const servesVariable = SETTINGS.directory.environment;
    expect(text.includes(servesVariable)).toBe(name !== 'tcp_client');
    expect(text.includes(SETTINGS.ifExists.environment)).toBe(name !== 'tcp_server');
  });

  it.skipIf(!has('mandoc'))('is without fault for mandoc (skipped where there is none)', () => {
    const { stdout } = run(['mandoc', '-T', 'lint', '-W', 'warning'], page);
    const faults = stdout
      .split('\n')
      .filter((line) => line !== '' && !line.includes('missing date'));
    expect(faults).toEqual([]);
  });

  it.skipIf(!has('groff'))('is without fault for groff (skipped where there is none)', () => {
    const { stdout, stderr } = run(['groff', '-man', '-ww', '-Tutf8', '-P-cbou'], page);
    expect(stderr).toBe('');
    expect(stdout).toContain('EXIT STATUS');
  });
});

it('prints text as it is, whatever it would mean to a formatter', () => {
  const nasty = '.TH is no macro; \\fB, "quoted" it\'s, a-b `c` ^d ~e ü…';
  const program = programNamed('fifolio').description(nasty);
  const page = manPage(program, []);
  expect(page).toContain('\\&.TH is no macro; \\efB');
  if (has('mandoc')) {
    const { stdout } = run(['mandoc', '-T', 'utf8', '-O', 'width=200'], page);
    expect(stdout.replaceAll(/.\u0008/g, '')).toContain(nasty);
  }
});
