import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { autostartEntry, autostartFile } from './autostart-file.ts';

it.each([
  [{}, '/home/me/.config/autostart/fifolio-desktop.desktop'],
  [{ XDG_CONFIG_HOME: '/etc/me' }, '/etc/me/autostart/fifolio-desktop.desktop'],
  [{ XDG_CONFIG_HOME: 'relative' }, '/home/me/.config/autostart/fifolio-desktop.desktop'],
])('lies where the desktop looks for it: %j', (environment, file) => {
  expect(autostartFile({ environment, home: '/home/me' })).toBe(file);
});

it.each([
  ['/opt/Fifolio/fifolio-desktop', 'Exec="/opt/Fifolio/fifolio-desktop" --at-login'],
  [
    '/home/me/100% $x/a "b".AppImage',
    'Exec="/home/me/100%% \\\\$x/a \\\\"b\\\\".AppImage" --at-login',
  ],
  ['/a\\b', 'Exec="/a\\\\\\\\b" --at-login'],
])('starts the program at %s', (executable, line) => {
  expect(autostartEntry(executable).split('\n')).toContain(line);
});

it('refuses a path that would become lines of its own', () => {
  expect(() => autostartEntry('/a\nExec=evil')).toThrow('control character');
});

const canValidate = spawnSync('desktop-file-validate', ['--help']).status === 0;
it.skipIf(!canValidate)(
  'is without fault (skipped where there is no desktop-file-validate)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'fifolio-autostart-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'fifolio-desktop.desktop');
    writeFileSync(file, autostartEntry('/home/me/a "b" $c.AppImage'));
    expect(execFileSync('desktop-file-validate', [file], { encoding: 'utf8' })).toBe('');
  },
);
