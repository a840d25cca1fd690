import { mkdir, mkdtemp, open, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from '../harness/chromium.ts';
import { startServer } from '../src/engine/index.ts';
import { KIB, MIB } from '../src/shared/units.ts';

/**
 * Pictures what browsers show of a folder of sample files, for the README.
 *
 *     node bench/share-page-pictures.ts [--to docs/images]
 */

/** Name, size, and hours before noon of the day of the picture. */
const FILES: readonly (readonly [name: string, bytes: number, hours: number])[] = [
  ['photos/2026/lake-001.jpg', 4.1 * MIB, 90],
  ['photos/2026/lake-002.jpg', 3.7 * MIB, 90],
  ['photos/2026/lake-003.jpg', 5.2 * MIB, 89],
  ['reports/quarter-1.pdf', 1.3 * MIB, 700],
  ['reports/quarter-2.pdf', 1.6 * MIB, 20],
  ['Anleitung für Gäste.pdf', 812 * KIB, 26],
  ['backup-2026-07.tar.zst', 612 * MIB, 8],
  ['garden plan.svg', 46 * KIB, 310],
  ['holiday.mp4', 288 * MIB, 72],
  ['installer-2.4.iso', 2210 * MIB, 500],
  ['notes.md', 3.4 * KIB, 1],
  ['playlist.m3u8', 1.1 * KIB, 49],
];
const CACHED = ['Anleitung für Gäste.pdf', 'notes.md', 'garden plan.svg'];

const PICTURES = [
  { name: 'share-page', colorScheme: 'light', width: 1100, height: 560, deviceScaleFactor: 1 },
  { name: 'share-page-phone', colorScheme: 'dark', width: 360, height: 640, deviceScaleFactor: 2 },
] as const;

const { values } = parseArgs({ options: { to: { type: 'string', default: 'docs/images' } } });

const folder = await mkdtemp(join(tmpdir(), 'fifolio-pictures-'));
try {
  await makeFiles();
  await takePictures();
} finally {
  await rm(folder, { recursive: true });
}

async function makeFiles(): Promise<void> {
  const noon = Date.parse('2026-08-01T12:00:00');
  for (const [name, bytes, hours] of FILES) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'w');
    await file.truncate(Math.floor(bytes));
    await file.close();
    const time = new Date(noon - hours * 3_600_000);
    await utimes(path, time, time);
  }
}

async function takePictures(): Promise<void> {
  const server = await startServer({ directory: folder, ports: [{ port: 0, host: '127.0.0.1' }] });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const link = `http://127.0.0.1:${server.status().ports[0]!.port}/`;
    for (const name of CACHED) await (await fetch(link + encodeURIComponent(name))).arrayBuffer();
    for (const { name, width, height, ...options } of PICTURES) {
      const context = await browser.newContext({ viewport: { width, height }, ...options });
      const page = await context.newPage();
      await page.goto(link);
      await page.screenshot({ path: resolve(values.to, `${name}.png`) });
      await context.close();
    }
  } finally {
    await browser.close();
    await server.stop({ graceMs: 0 });
  }
}
