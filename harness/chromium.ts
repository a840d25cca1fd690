import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const USUAL_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** Nothing leaves the machine, and nothing but the page uses the processor. */
const QUIET_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Playwright's own Chromium where it is installed, else one of the system. */
export function chromiumLaunchOptions(): LaunchOptions {
  // A sandbox needs a user namespace of its own, which root's Chromium refuses.
  const asRoot = process.getuid?.() === 0;
  const args = asRoot ? ['--no-sandbox', ...QUIET_FLAGS] : QUIET_FLAGS;
  if (existsSync(chromium.executablePath())) return { args };
  const executablePath = findSystemChromium();
  if (executablePath === undefined) {
    throw new Error(
      'There is no Chromium. Install one: npx playwright install chromium, or the chromium package of your system.',
    );
  }
  return { args, executablePath };
}

function findSystemChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...(USUAL_PLACES[process.platform] ?? []),
  ];
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
