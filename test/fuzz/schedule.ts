import type { Range } from './messages.ts';
import type { Progress, State } from './state.ts';
import type { ListedTarget } from './targets.ts';

/** A range of one target's inputs, handed to one process. */
export interface Job {
  readonly target: string;
  readonly range: Range;
}

/** After so many crashes and hangs a target gets no more inputs: each costs a process. */
const MAX_DEATHS = 10;

/** Who gets what: each target by its share, each input once, also when a run is resumed. */
export class Schedule {
  readonly #state: State;
  readonly #targets: Readonly<Record<string, ListedTarget>>;
  readonly #quotas = new Map<string, number>();
  readonly #deaths = new Map<string, number>();

  /** @param inputs for all targets together; each gets its share of them, and one at least */
  constructor(state: State, targets: Readonly<Record<string, ListedTarget>>, inputs: number) {
    this.#state = state;
    this.#targets = targets;
    const names = Object.keys(state.targets);
    const shares = names.reduce((sum, name) => sum + targets[name]!.share, 0);
    for (const name of names) {
      this.#quotas.set(name, Math.ceil((inputs * targets[name]!.share) / shares));
    }
  }

  /** The next job; `undefined` when every quota is used up. It counts as unfinished until {@link done}. */
  next(running: readonly Job[]): Job | undefined {
    let best: { readonly target: string; readonly progress: Progress } | undefined;
    for (const [target, progress] of Object.entries(this.#state.targets)) {
      if ((this.#deaths.get(target) ?? 0) >= MAX_DEATHS) continue;
      const left = leftOver(target, progress, running);
      if (left !== undefined) return { target, range: left };
      if (progress.next >= this.#quotas.get(target)!) continue;
      if (
        best === undefined ||
        this.#turns(target, progress) < this.#turns(best.target, best.progress)
      ) {
        best = { target, progress };
      }
    }
    if (best === undefined) return undefined;
    const { target, progress } = best;
    const from = progress.next;
    const count = Math.min(this.#targets[target]!.share, this.#quotas.get(target)! - from);
    progress.next += count;
    const range = { from, count };
    progress.unfinished.push(range);
    return { target, range };
  }

  done({ target, range }: Job): void {
    const { unfinished } = this.#state.targets[target]!;
    const at = unfinished.findIndex((each) => each.from === range.from);
    unfinished.splice(at, 1);
  }

  /** The process of a job died at an input: the others of the job are still to be done. */
  diedAt(job: Job, index: number): void {
    this.#deaths.set(job.target, (this.#deaths.get(job.target) ?? 0) + 1);
    this.done(job);
    const { from, count } = job.range;
    const parts = [
      { from, count: index - from },
      { from: index + 1, count: from + count - index - 1 },
    ];
    this.#state.targets[job.target]!.unfinished.push(...parts.filter((part) => part.count > 0));
  }

  #turns(target: string, { next }: Progress): number {
    return next / this.#targets[target]!.share;
  }
}

/** What an earlier process left, and none has in hand. */
function leftOver(
  target: string,
  { unfinished }: Progress,
  running: readonly Job[],
): Range | undefined {
  return unfinished.find(
    ({ from }) => !running.some((job) => job.target === target && job.range.from === from),
  );
}
