import type { Locator, Page } from '@playwright/test';

const WINDOW_MS = 1000;
const WHEEL_EVERY_MS = 16;
const WHEEL_PIXELS = 600;
/** Turns of the wheel before the direction changes: most of the way through ten thousand rows. */
const TURNS_EACH_WAY = 400;
/** A frame of 60 a second, and half of one. */
const LATE_MS = 25;

/** How evenly the panel drew. */
export interface FrameTimes {
  readonly frames: number;
  /** Frames in each whole second. */
  readonly perSecond: readonly number[];
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  /** Frames that came at least one too late. */
  readonly late: number;
}

/** Scrolls a table down and up by the mouse's wheel; resolves with the times between frames, in ms. */
export async function scroll(page: Page, table: Locator, seconds: number): Promise<number[]> {
  const box = await table.boundingBox();
  if (box === null) throw new Error('The table is not in sight.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const stopNoting = await noteFrames(page);
  const endMs = performance.now() + seconds * 1000;
  for (let turn = 0; performance.now() < endMs; turn += 1) {
    const isDown = turn % (2 * TURNS_EACH_WAY) < TURNS_EACH_WAY;
    await page.mouse.wheel(0, isDown ? WHEEL_PIXELS : -WHEEL_PIXELS);
    await page.waitForTimeout(WHEEL_EVERY_MS);
  }
  return stopNoting();
}

async function noteFrames(page: Page): Promise<() => Promise<number[]>> {
  const noted = await page.evaluateHandle(() => {
    const times = { between: [] as number[], running: true };
    let last: number | undefined;
    const note = (now: number): void => {
      if (last !== undefined) times.between.push(now - last);
      last = now;
      if (times.running) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    return times;
  });
  return async () => {
    const between = await noted.evaluate((times) => {
      times.running = false;
      return times.between;
    });
    await noted.dispose();
    return between;
  };
}

export function frameTimesOf(between: readonly number[]): FrameTimes {
  const sorted = between.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const perSecond: number[] = [];
  let frames = 0;
  let sinceMs = 0;
  for (const ms of between) {
    frames += 1;
    sinceMs += ms;
    if (sinceMs < WINDOW_MS) continue;
    perSecond.push((frames * 1000) / sinceMs);
    frames = 0;
    sinceMs = 0;
  }
  return {
    frames: between.length,
    perSecond,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    longestMs: at(1),
    late: between.filter((ms) => ms > LATE_MS).length,
  };
}
