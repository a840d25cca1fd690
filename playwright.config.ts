import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './harness/chromium.ts';
import type { AppOptions } from './e2e/fixtures.ts';

/** Specs of the headless program itself, and of what it shows to browsers. */
const HEADLESS_ONLY =
  /(folder-browser|panel-security|pseudo-locale|serve-panel|share-page|share-access|start)\.spec\.ts/;

/**
 * One set of specs for three places of the panel: a page in Chromium served by the headless program, the
 * built main process with a fake Electron, and Electron itself where its binary is.
 */
export default defineConfig<AppOptions>({
  testDir: 'e2e/specs',
  outputDir: 'test-results/e2e',
  fullyParallel: false,
  workers: 2,
  // A test that passes only sometimes is broken.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: { launchOptions: chromiumLaunchOptions(), trace: 'off' },
  projects: [
    {
      name: 'panel',
      use: { appKind: 'panel' },
      testIgnore: /(desktop|launch|sign-in)\.spec\.ts/,
    },
    { name: 'fake-electron', use: { appKind: 'fake-electron' }, testIgnore: HEADLESS_ONLY },
    { name: 'electron', use: { appKind: 'electron' }, testIgnore: HEADLESS_ONLY },
  ],
});
