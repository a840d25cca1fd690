import { expect, it } from 'vitest';
import type { Capabilities } from '../../shared/contract-host.ts';
import { findSettings } from './find-settings.ts';
import { settingGroups } from './setting-groups.ts';

const BROWSER: Capabilities = {
  ...{ host: 'browser', platform: 'linux', version: '1', computerName: 'desk' },
  ...{ folderDialog: 'browse', reveal: false, open: false, tray: false, autostart: false },
  ...{ keepsCodes: false, notifications: false },
};
const panelAccess = { host: '127.0.0.1', port: 1, isEncrypted: false };
const DESKTOP: Capabilities = {
  ...BROWSER,
  ...{ host: 'desktop', tray: true, autostart: true, notifications: true },
};

function found(query: string, capabilities: Capabilities = { ...BROWSER, panelAccess }): string[] {
  return findSettings(settingGroups(), query, capabilities).flatMap(({ title, lines }) =>
    lines.map(({ label }) => `${title}: ${label}`),
  );
}

it('finds by label, hint and name on the command line, whatever the case', () => {
  expect(found('CACHE')).toEqual(['Serve: Cache size']);
  expect(found('exempt')).toEqual(['Serve: Open connections from each address']);
  expect(found(' get --Retry-for ')).toEqual(['Fetch: Retry after a lost connection']);
  expect(found('client speed')).toEqual([
    'Serve: Speed of the server, a second',
    'Serve: Speed of the server to each client, a second',
  ]);
  expect(found('no such thing')).toEqual([]);
});

it('shows what there is here alone', () => {
  const [browser, desktop] = [found(''), found('', DESKTOP)];
  expect(browser.filter((line) => !desktop.includes(line))).toEqual([
    'Panel: Where this panel is reached',
  ]);
  expect(desktop.filter((line) => !browser.includes(line))).toEqual([
    'Desktop: Notify when downloads have ended',
    'Desktop: Closing the window while serving',
    'Desktop: Start the server when Fifolio opens',
    'Desktop: When you sign in to this computer',
  ]);
});
