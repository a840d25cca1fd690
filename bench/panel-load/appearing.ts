import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import type { Traffic } from './traffic.ts';

const FOLDER = 'new';
const FILE_BYTES = 6400;
/** Between two files, so that they meet the host's ticks at different points. */
const PAUSE_MS = 130;

/**
 * How long after it was asked for a new file's row is in the table, in ms. The table's filter holds
 * its name, so that its row is in sight as soon as there is one. What is measured begins before the
 * file is read and cached, so it is never too short.
 */
export async function timesToAppear(
  page: Page,
  options: {
    readonly table: Locator;
    readonly traffic: Traffic;
    /** The shared folder. */
    readonly folder: string;
    readonly files: number;
  },
): Promise<number[]> {
  const { table, traffic, folder } = options;
  // The Serve pane comes first; the Fetch pane has such a field too.
  const filter = page.getByRole('searchbox', { name: 'Filter by name' }).first();
  mkdirSync(path.join(folder, FOLDER), { recursive: true });
  const times: number[] = [];
  for (let number = 0; number < options.files; number += 1) {
    const name = `${FOLDER}/file-${String(number).padStart(4, '0')}.bin`;
    writeFileSync(path.join(folder, FOLDER, path.basename(name)), Buffer.alloc(FILE_BYTES, 1));
    await filter.fill(name);
    await page.getByText('No cached file matches.').waitFor();
    const [shownAtMs, { source, askedAtMs }] = await Promise.all([
      untilShown(table, name),
      traffic.fetch(name),
    ]);
    if (source !== 'disk') throw new Error(`${name} was cached before.`);
    times.push(shownAtMs - askedAtMs);
    await pause(PAUSE_MS * Math.random() + PAUSE_MS);
  }
  await filter.fill('');
  return times;
}

/** When a row with this name was drawn, in Unix time; looks before each frame. */
function untilShown(table: Locator, name: string): Promise<number> {
  return table.evaluate(
    (element, wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const rows = [...element.querySelectorAll('[role="row"]')];
          if (rows.some((row) => row.textContent.includes(wanted))) resolve(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    name,
  );
}
