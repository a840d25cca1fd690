/**
 * The panel with everything real: a server in a process of its own with ten thousand files cached,
 * a thousand requests a second, and the panel in Chromium (docs/performance.md).
 *
 *     node bench/panel-load.ts [--seconds 60] [--markdown]
 */
import { constants, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { chromiumLaunchOptions } from '../harness/chromium.ts';
import { timesToAppear } from './panel-load/appearing.ts';
import { openPanel } from './panel-load/open-panel.ts';
import { reportOf } from './panel-load/report.ts';
import type { MemoryAt, MinuteOfScrolling, PanelResult } from './panel-load/result.ts';
import { frameTimesOf, scroll } from './panel-load/scrolling.ts';
import { makeFiles } from './panel-load/served-files.ts';
import { Traffic } from './panel-load/traffic.ts';
import { requireBuiltCli } from '../harness/fifolio.ts';
import { serveWithPanel, type PanelledServer } from '../harness/panel.ts';
import {
  cpuSeconds,
  mainThreadCpuSeconds,
  residentBytes,
  USAGE_IS_KNOWN,
} from '../harness/process-usage.ts';
import { Resources } from '../harness/resources.ts';

const REQUESTS_PER_SECOND = 1000;
const MISSES_PER_SECOND = 20;
const SECONDS_WITHOUT_PANEL = 10;
const SETTLING_MS = 3000;
const NEW_FILES = 40;
const MINUTE = 60;

async function measure(
  resources: Resources,
  seconds: number,
  cleanUp: (how: () => Promise<void>) => void,
): Promise<PanelResult> {
  requireBuiltCli();
  const load = loadavg()[0]!;
  const folder = resources.folder();
  makeFiles(folder);
  const host = await serveWithPanel(resources, folder, { ports: 1 });
  say('filling the cache');
  const traffic = await Traffic.fill({
    port: host.ports[0]!,
    requestsPerSecond: REQUESTS_PER_SECOND,
    missesPerSecond: MISSES_PER_SECOND,
    secondsAtMost: seconds + 5 * MINUTE,
  });
  cleanUp(() => traffic.terminate());
  traffic.start();
  const startedAtMs = performance.now();

  say('under load, without a panel');
  await pause(SETTLING_MS);
  const withoutPanel = await usageDuring(host, () => pause(SECONDS_WITHOUT_PANEL * 1000));

  say('opening the panel');
  const browser: Browser = await chromium.launch(chromiumLaunchOptions());
  cleanUp(() => browser.close());
  const { page, table, entries, heapBytes } = await openPanel(browser, host.panelUrl);
  await pause(SETTLING_MS);
  const unmoved = await usageDuring(host, () => pause(SECONDS_WITHOUT_PANEL * 1000));

  const memory: MemoryAt[] = [];
  const noteMemory = async (atSeconds: number): Promise<void> => {
    const residentNow = USAGE_IS_KNOWN ? residentBytes(host.pid) : Number.NaN;
    memory.push({ atSeconds, heapBytes: await heapBytes(), hostResidentBytes: residentNow });
  };
  await noteMemory(0);
  const between: number[] = [];
  const minutes: MinuteOfScrolling[] = [];
  const whileScrolling = await usageDuring(host, async () => {
    for (let done = 0; done < seconds;) {
      const now = Math.min(MINUTE, seconds - done);
      say(`scrolling, ${done} of ${seconds} s done`);
      const times = await scroll(page, table, now);
      between.push(...times);
      minutes.push({ frames: frameTimesOf(times), loadAverage: loadavg()[0]! });
      done += now;
      await noteMemory(done);
    }
  });

  say('looking when new files appear');
  const appearMs = await timesToAppear(page, { table, traffic, folder, files: NEW_FILES });
  const counts = await traffic.stop();
  const loadSeconds = (performance.now() - startedAtMs) / 1000;
  return {
    loadAverageBefore: load,
    browserVersion: browser.version(),
    seconds,
    entries,
    requestsPerSecond: counts.requests / loadSeconds,
    missesPerSecond: counts.fromDisk / loadSeconds,
    requestsHeld: counts.held,
    frames: frameTimesOf(between),
    minutes,
    memory,
    host: { withoutPanel, unmoved, whileScrolling },
    appearMs,
  };
}

/** Processors that the host used while something lasted: its main thread, and all its threads. */
async function usageDuring(
  { pid }: PanelledServer,
  work: () => Promise<unknown>,
): Promise<{ mainThread: number; all: number }> {
  const now = (): [number, number] =>
    USAGE_IS_KNOWN ? [mainThreadCpuSeconds(pid), cpuSeconds(pid)] : [Number.NaN, Number.NaN];
  const [mainBefore, allBefore] = now();
  const startedAtMs = performance.now();
  await work();
  const seconds = (performance.now() - startedAtMs) / 1000;
  const [mainAfter, allAfter] = now();
  return { mainThread: (mainAfter - mainBefore) / seconds, all: (allAfter - allBefore) / seconds };
}

function say(text: string): void {
  console.error(`panel-load: ${text}`);
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    markdown: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
if (!Number.isInteger(seconds) || seconds < 5 || seconds > 3600) {
  console.error('panel-load: --seconds is a whole number from 5 to 3600.');
  process.exit(2);
}
const resources = new Resources();
const cleanUps: (() => Promise<void>)[] = [];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // What was started ends with this process.
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
try {
  const result = await measure(resources, seconds, (how) => cleanUps.unshift(how));
  console.log(reportOf(result, { isMarkdown: values.markdown }));
} catch (error) {
  console.error(`panel-load: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  for (const cleanUp of cleanUps) await cleanUp();
  await resources.dispose();
}
