import { setTimeout as pause } from 'node:timers/promises';
import type { Tally } from './tally.ts';

const TICK_MS = 20;
/** After a pause of the machine, what was missed is not made up for at once. */
const MOST_CREDIT_SECONDS = 1;

/** One way of using the server, done again and again. */
export interface Activity {
  readonly kind: string;
  readonly perSecond: number;
  /** Under way at once, at most; beyond that it is left out. */
  readonly atMost: number;
  /** Does it once and counts it. @throws Error with what is wrong with the server */
  run(): Promise<void>;
}

/** Does all activities at their pace, beside each other. */
export class Load {
  readonly #activities: readonly Activity[];
  readonly #tally: Tally;
  readonly #underWay = new Map<Activity, number>();

  constructor(activities: readonly Activity[], tally: Tally) {
    this.#activities = activities;
    this.#tally = tally;
  }

  /** Each once, one after the other. */
  async runEachOnce(): Promise<void> {
    for (const activity of this.#activities) await this.#run(activity);
  }

  /** Resolves when the time is over or `isOver` says so, and everything under way has come to its end. */
  async runFor(seconds: number, isOver: () => boolean): Promise<void> {
    const credits = new Map(this.#activities.map((activity) => [activity, 0]));
    const endMs = performance.now() + seconds * 1000;
    let lastMs = performance.now();
    const running = new Set<Promise<void>>();
    while (performance.now() < endMs && !isOver()) {
      await pause(TICK_MS);
      const nowMs = performance.now();
      for (const [activity, credit] of credits) {
        const earned = credit + (activity.perSecond * (nowMs - lastMs)) / 1000;
        let left = Math.min(earned, Math.max(1, activity.perSecond * MOST_CREDIT_SECONDS));
        for (; left >= 1; left -= 1) {
          if ((this.#underWay.get(activity) ?? 0) >= activity.atMost) {
            this.#tally.hold(activity.kind);
            continue;
          }
          const run = this.#run(activity);
          running.add(run);
          void run.finally(() => running.delete(run));
        }
        credits.set(activity, left);
      }
      lastMs = nowMs;
    }
    await Promise.all(running);
  }

  /** Never rejects. */
  async #run(activity: Activity): Promise<void> {
    this.#underWay.set(activity, (this.#underWay.get(activity) ?? 0) + 1);
    try {
      await activity.run();
    } catch (error) {
      this.#tally.fault(activity.kind, error);
    } finally {
      this.#underWay.set(activity, this.#underWay.get(activity)! - 1);
    }
  }
}
