import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../harness/chromium.ts';
import { seeded } from '../harness/random.ts';
import { startPanelServer } from '../src/host/panel/panel-server.ts';
import { filesInDirectory } from '../src/host/panel/static-files.ts';
import { createCacheMemory, glanceAtUsage } from '../src/engine/cache/cache-memory.ts';
import { SharedCache } from '../src/engine/cache/shared-cache.ts';
import { ViewHandle } from '../src/engine/server/supervisor/view-handle.ts';
import { MAX_CACHE_CAPACITY } from '../src/shared/units.ts';
import { sceneOf } from '../doubles/scripted-host/scenes.ts';
import { ScriptedHost } from '../doubles/scripted-host/scripted-host.ts';

/**
 * How smoothly the table of cached files scrolls, by the wheel and by jumps all over it, while a
 * thousand requests a second change it: hits all over, and ten files a second that come and push
 * others out. The cache is real, and so is the thread that looks at it; the rest of the host is
 * scripted, so that panel, contract and view are measured and nothing else: this process, the host,
 * spends its processor time on those requests and on RPC.
 *
 *     node bench/panel-scroll.ts [--entries 10000] [--seconds 10] [--renderer out/renderer]
 *                                [--sort place|name|size]
 */

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
    renderer: { type: 'string', default: 'out/renderer' },
    sort: { type: 'string', default: 'place' },
  },
});

const entries = Number(values.entries);
const REQUESTS_PER_SECOND = 1000;
const TICK_MS = 100;
const seconds = Number(values.seconds);

const memory = createCacheMemory({ capacityBytes: MAX_CACHE_CAPACITY, workers: 1 });
const cache = new SharedCache(memory, { worker: 0 });
const fileBytes = Math.floor((MAX_CACHE_CAPACITY * 0.95) / entries);
for (let file = 0; file < entries; file += 1) cacheFile(file);
const view = new ViewHandle(memory);
const windowMs: number[] = [];
const host = new ScriptedHost(sceneOf('running', Date.now()), {
  window: async (request) => {
    const askedAtMs = performance.now();
    const window = await view.window(request);
    windowMs.push(performance.now() - askedAtMs);
    return window;
  },
  find: (request) => view.find(request),
  names: (request) => view.names(request),
  belt: (request) => view.belt(request),
});
host.setUsage(glanceAtUsage(memory));
const residentAtStart = process.memoryUsage.rss();
const server = await startPanelServer({
  files: filesInDirectory(resolve(values.renderer)),
  attach: host.attach,
});
const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage({ viewport: { width: 1180, height: 760 } });
await page.goto(server.url);
const table = page.getByRole('grid', { name: 'Cached files' });
await table.getByRole('row').nth(5).waitFor();
const sortedBy = { name: 'Name', size: 'Size' }[values.sort];
if (sortedBy !== undefined) {
  await table.getByRole('button', { name: sortedBy }).click();
  // The first order of a million takes a while.
  await page.waitForTimeout(entries / 200);
}

const idle = await measure(page, 3);
windowMs.length = 0;
const stopLoad = startLoad();
const cpuBefore = process.cpuUsage();
const heapBefore = await heapBytes(page);
const loaded = await measure(page, seconds);
const jumped = await measureJumps(page, seconds);
const { user, system } = process.cpuUsage(cpuBefore);
stopLoad();
const heapAfter = await heapBytes(page);

console.log(
  `${entries} entries, ${REQUESTS_PER_SECOND} requests/s, sorted by ${values.sort}, ${seconds} s of scrolling`,
);
report('quiet', idle);
report('loaded', loaded);
report('jumping', jumped.frames);
reportMs('until the rows of a jump were drawn', jumped.drawnMs);
reportMs('window, as the host waits for it', windowMs);
console.log(
  `host: ${((user + system) / 1e4 / seconds / 2).toFixed(1)} % of a core (view, RPC and Playwright included; the load too)`,
);
console.log(
  `page heap: ${(heapBefore / 1e6).toFixed(1)} MB before, ${(heapAfter / 1e6).toFixed(1)} MB after`,
);
const toMb = (bytes: number): string => (bytes / 1e6).toFixed(0);
console.log(
  `host, resident: ${toMb(residentAtStart)} MB with the cache alone, ${toMb(process.memoryUsage.rss())} MB now`,
);
await view.close();
await browser.close();
await server.close();

function nameOf(file: number): string {
  return `set-${String(file >> 9).padStart(4, '0')}/file-${String(file).padStart(7, '0')}.bin`;
}

function cacheFile(file: number): void {
  const version = { size: fileBytes, modifiedNs: 1n, inode: BigInt(file), device: 1n };
  const reservation = cache.reserve(nameOf(file), version);
  if (reservation.kind !== 'reserved') throw new Error('The cache did not take a file.');
  const { load } = reservation;
  for (let done = 0; done < fileBytes;) {
    const piece = load.pinForWriting(done);
    if (piece === undefined) throw new Error('The cache lost a file.');
    done += piece.length;
    load.advance(piece);
    cache.unpin(piece);
  }
  load.publish();
}

/** Does what 100 ms of such a load do to a cache. */
function startLoad(): () => void {
  const random = seeded(1);
  let next = entries;
  const timer = setInterval(() => {
    for (let request = 0; request < (REQUESTS_PER_SECOND * TICK_MS) / 1000; request += 1) {
      const entry = cache.lookUp(nameOf(next - 1 - Math.floor(random() * (entries - 100))));
      if (entry !== undefined) cache.countHit(entry);
    }
    cache.evict(nameOf(next - entries), 'room');
    cacheFile(next);
    next += 1;
    host.setUsage(glanceAtUsage(memory));
    host.setServer({ requestsPerSecond: REQUESTS_PER_SECOND, bytesPerSecond: 300e6 });
  }, TICK_MS);
  return () => {
    clearInterval(timer);
  };
}

/** Jumps all over the table, as by dragging its scroll bar, and waits for the rows each time. */
async function measureJumps(
  page: Page,
  forSeconds: number,
): Promise<{ frames: number[]; drawnMs: number[] }> {
  await noteFrames(page);
  const random = seeded(2);
  const drawnMs: number[] = [];
  const end = Date.now() + forSeconds * 1000;
  while (Date.now() < end) {
    const share = random();
    const ms = await table.evaluate(async (element, share) => {
      element.scrollTop = share * (element.scrollHeight - element.clientHeight);
      const startedAtMs = performance.now();
      const frame = (): Promise<number> => new Promise(requestAnimationFrame);
      // The rows that are awaited are drawn first.
      await frame();
      do await frame();
      while (element.querySelector('[aria-busy]') !== null);
      return performance.now() - startedAtMs;
    }, share);
    drawnMs.push(ms);
    await page.waitForTimeout(150);
  }
  return { frames: await takeFrames(page), drawnMs };
}

/** Times between frames, in ms, while the table is scrolled down and up by the wheel. */
async function measure(page: Page, forSeconds: number): Promise<number[]> {
  const box = await table.boundingBox();
  if (box === null) throw new Error('The table is not in sight.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await noteFrames(page);
  const end = Date.now() + forSeconds * 1000;
  for (let turn = 0; Date.now() < end; turn += 1) {
    await page.mouse.wheel(0, turn % 160 < 80 ? 600 : -600);
    await page.waitForTimeout(16);
  }
  return takeFrames(page);
}

async function noteFrames(page: Page): Promise<void> {
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
}

function takeFrames(page: Page): Promise<number[]> {
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

function reportMs(name: string, all: readonly number[]): void {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(
    `${name}: ${all.length}; ms p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}`,
  );
}
