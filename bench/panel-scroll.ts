import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../harness/chromium.ts';
import { seeded } from '../harness/random.ts';
import { startPanelServer } from '../src/host/panel/panel-server.ts';
import { filesInDirectory } from '../src/host/panel/static-files.ts';
import type { CachedFile } from '../src/shared/contract-cache.ts';
import { sceneOf } from '../doubles/scripted-host/scenes.ts';
import { ScriptedHost } from '../doubles/scripted-host/scripted-host.ts';

/**
 * How smoothly the table of cached files scrolls with ten thousand entries while a thousand requests
 * a second change it: hits all over, and ten files a second that come and push others out. The host
 * is scripted, so that only the panel and the contract are measured: this process, the host, spends
 * its processor time on RPC and nothing else.
 *
 *     node bench/panel-scroll.ts [--seconds 10] [--renderer out/renderer] [--sort place|name]
 */

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    renderer: { type: 'string', default: 'out/renderer' },
    sort: { type: 'string', default: 'place' },
  },
});

const ENTRIES = 10_000;
const REQUESTS_PER_SECOND = 1000;
const TICK_MS = 100;
const seconds = Number(values.seconds);

const host = new ScriptedHost(sceneOf('ten-thousand', Date.now()));
const server = await startPanelServer({
  files: filesInDirectory(resolve(values.renderer)),
  attach: host.attach,
});
const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage({ viewport: { width: 1180, height: 760 } });
await page.goto(server.url);
const table = page.getByRole('grid', { name: 'Cached files' });
await table.getByRole('row').nth(5).waitFor();
if (values.sort === 'name') await table.getByRole('button', { name: 'Name' }).click();

const idle = await measure(page, 3);
const stopLoad = startLoad();
const cpuBefore = process.cpuUsage();
const heapBefore = await heapBytes(page);
const loaded = await measure(page, seconds);
const { user, system } = process.cpuUsage(cpuBefore);
stopLoad();
const heapAfter = await heapBytes(page);

console.log(
  `${ENTRIES} entries, ${REQUESTS_PER_SECOND} requests/s, sorted by ${values.sort}, ${seconds} s of scrolling`,
);
report('quiet', idle);
report('loaded', loaded);
console.log(
  `host: ${((user + system) / 1e4 / seconds).toFixed(1)} % of a core (scripted host, RPC included, Playwright too)`,
);
console.log(
  `page heap: ${(heapBefore / 1e6).toFixed(1)} MB before, ${(heapAfter / 1e6).toFixed(1)} MB after`,
);
await browser.close();
await server.close();

/** Sends what a host would after 100 ms of such a load. */
function startLoad(): () => void {
  const random = seeded(1);
  let next = ENTRIES;
  const timer = setInterval(() => {
    const { cached } = host;
    const changed = new Map<string, CachedFile>();
    for (let request = 0; request < (REQUESTS_PER_SECOND * TICK_MS) / 1000; request += 1) {
      const file = cached[1 + Math.floor(random() * (cached.length - 1))]!;
      changed.set(file.name, { ...file, hits: file.hits + 1 });
    }
    const [oldest] = cached;
    next += 1;
    const added: CachedFile = {
      name: `fresh/file-${next}.bin`,
      size: oldest!.size,
      cachedAtMs: Date.now(),
      hits: 0,
      state: 'ready',
    };
    host.changeCache({ removed: [oldest!.name], added: [added], changed: [...changed.values()] });
    host.setServer({ requestsPerSecond: REQUESTS_PER_SECOND, bytesPerSecond: 300e6 });
  }, TICK_MS);
  return () => {
    clearInterval(timer);
  };
}

/** Times between frames, in ms, while the table is scrolled down and up by the wheel. */
async function measure(page: Page, forSeconds: number): Promise<number[]> {
  const box = await table.boundingBox();
  if (box === null) throw new Error('The table is not in sight.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    let last = performance.now();
    const note = (now: number): void => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  const end = Date.now() + forSeconds * 1000;
  for (let turn = 0; Date.now() < end; turn += 1) {
    await page.mouse.wheel(0, turn % 160 < 80 ? 600 : -600);
    await page.waitForTimeout(16);
  }
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice(2));
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

function report(name: string, frames: readonly number[]): void {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const total = frames.reduce((sum, frame) => sum + frame, 0);
  const late = frames.filter((frame) => frame > 25).length;
  console.log(
    `${name}: ${((frames.length / total) * 1000).toFixed(1)} frames/s; ms between frames p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}; later than 25 ms: ${late} of ${frames.length}`,
  );
}
