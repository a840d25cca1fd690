import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Resources } from '../../harness/resources.ts';
import type { FromFeeder, ToFeeder } from './messages.ts';
import { sameness, type Failure } from './play.ts';
import { Schedule, type Job } from './schedule.ts';
import { writeState, type State } from './state.ts';
import type { ListedTarget } from './targets.ts';

export interface RunOptions {
  readonly state: State;
  readonly stateFile: string;
  /** A module that exports `targets`. */
  readonly targetsModule: URL;
  /** Whatever comes first ends the run. */
  readonly minutes: number;
  readonly inputs: number;
  readonly processes: number;
  /** No input may keep a process for longer: then it is ended, and the input is a failure. */
  readonly hangMs: number;
  readonly signal: AbortSignal;
  /** Told about once a second. */
  readonly onProgress: () => void;
}

const LOOK_MS = 500;
const SAVE_MS = 5_000;
/** What a target keeps in memory is bounded too: a process that needs more is a crash. */
const MAX_HEAP_MIB = 1024;
const MAX_STDERR_CHARACTERS = 8_000;
/** So many processes may die without an input in hand, as when a module cannot be loaded. */
const MAX_STILLBORN = 3;

/** Feeds the targets of a state from several processes, until time or inputs are used up. */
export async function run(options: RunOptions): Promise<void> {
  const { targets } = (await import(options.targetsModule.href)) as {
    readonly targets: Readonly<Record<string, ListedTarget>>;
  };
  const resources = new Resources();
  const folder = resources.folder();
  const campaign = new Campaign(options, new Schedule(options.state, targets, options.inputs));
  const watching = new AbortController();
  const watch = campaign.watch(watching.signal);
  try {
    const numbers = Array.from({ length: options.processes }, (_, number) => number);
    await Promise.all(numbers.map((number) => campaign.keepFeeding(join(folder, String(number)))));
  } finally {
    watching.abort();
    await watch;
    campaign.save();
    await resources.dispose();
  }
}

/** What all feeding processes of a run share. */
class Campaign {
  readonly #options: RunOptions;
  readonly #schedule: Schedule;
  readonly #feeders = new Set<Feeder>();
  readonly #beganAtMs = performance.now();
  readonly #elapsedBeforeMs: number;
  #savedAtMs = 0;
  #stillborn = 0;

  constructor(options: RunOptions, schedule: Schedule) {
    this.#options = options;
    this.#schedule = schedule;
    this.#elapsedBeforeMs = options.state.elapsedMs;
  }

  /** One process after the other, for as long as there is work. */
  async keepFeeding(positionFile: string): Promise<void> {
    const { state, targetsModule } = this.#options;
    let feeder: Feeder | undefined;
    let last: Job | undefined;
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      if (feeder === undefined) {
        feeder = new Feeder(positionFile, targetsModule);
        this.#feeders.add(feeder);
      }
      const answer = await feeder.feed(job, state.seed);
      if (answer !== undefined) {
        this.#count(job, answer);
        last = job;
        continue;
      }
      this.#feeders.delete(feeder);
      this.#bury(feeder, job);
      feeder = undefined;
    }
    const problem = await feeder?.finish();
    if (problem === undefined || last === undefined) return;
    // Something was left behind, by whichever of its inputs.
    const { target, range } = last;
    const index = range.from + range.count - 1;
    const message = 'did not put everything away at its end';
    this.#note({ ...this.#death(target, index, 'crash'), message, stack: problem }, 1);
  }

  /** Looks after the processes until it is aborted. */
  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
      for (const feeder of this.#feeders) feeder.endIfStuck(this.#options.hangMs);
      if (performance.now() - this.#savedAtMs > SAVE_MS) this.save();
      this.#options.onProgress();
    }
  }

  save(): void {
    this.#savedAtMs = performance.now();
    const { state, stateFile } = this.#options;
    state.elapsedMs = this.#elapsedBeforeMs + performance.now() - this.#beganAtMs;
    writeState(stateFile, state);
  }

  #next(): Job | undefined {
    const { minutes, signal } = this.#options;
    if (signal.aborted || performance.now() - this.#beganAtMs > minutes * 60_000) return undefined;
    const running = [...this.#feeders].flatMap(({ job }) => job ?? []);
    return this.#schedule.next(running);
  }

  #count(job: Job, { accepted, refused, counts, failures }: FromFeeder): void {
    this.#schedule.done(job);
    const progress = this.#options.state.targets[job.target]!;
    progress.accepted += accepted;
    progress.refused += refused;
    for (const [what, count] of Object.entries(counts)) {
      progress.counts[what] = (progress.counts[what] ?? 0) + count;
    }
    for (const failure of failures) this.#note(failure, failure.times);
  }

  #note(failure: Failure, times: number): void {
    const { state } = this.#options;
    state.targets[failure.target]!.failed += times;
    const key = sameness(failure);
    const known = state.failures[key];
    if (known === undefined) state.failures[key] = { ...failure, times };
    else known.times += times;
  }

  /** Finds out at which input a process died, and goes on behind it. */
  #bury(feeder: Feeder, job: Job): void {
    const { index, end } = feeder.death();
    const { from, count } = job.range;
    if (index === undefined || index < from || index >= from + count) {
      this.#stillborn += 1;
      if (this.#stillborn >= MAX_STILLBORN) throw new Error(`Processes end at once. ${end}`);
      return;
    }
    this.#schedule.diedAt(job, index);
    const message = feeder.wasStuck ? 'did not come to an end' : (end.split('\n')[0] ?? '');
    const failure = this.#death(job.target, index, feeder.wasStuck ? 'hang' : 'crash');
    this.#note({ ...failure, message, stack: end }, 1);
  }

  #death(target: string, index: number, kind: Failure['kind']): Omit<Failure, 'message' | 'stack'> {
    const { seed } = this.#options.state;
    return { target, seed, index, kind, input: 'see the reproduction' };
  }
}

/** One feeding process, with at most one job in hand. */
class Feeder {
  readonly #child: ChildProcess;
  readonly #positionFile: string;
  readonly #ended: Promise<unknown>;
  #stderr = '';
  #job: Job | undefined;
  #lastIndex: number | undefined;
  #lastMovedAtMs = performance.now();
  wasStuck = false;

  constructor(positionFile: string, targetsModule: URL) {
    this.#positionFile = positionFile;
    this.#child = fork(
      new URL('./feeder.ts', import.meta.url),
      [positionFile, targetsModule.href],
      {
        execArgv: [`--max-old-space-size=${MAX_HEAP_MIB}`],
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      },
    );
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-MAX_STDERR_CHARACTERS);
    });
    // It may be gone when something is sent; that it has ended is told by `close`.
    this.#child.on('error', () => undefined);
    this.#ended = once(this.#child, 'close');
  }

  get job(): Job | undefined {
    return this.#job;
  }

  /** `undefined`: the process has ended in the middle of it. */
  async feed(job: Job, seed: number): Promise<FromFeeder | undefined> {
    this.#job = job;
    this.#lastMovedAtMs = performance.now();
    this.#send({ kind: 'feed', target: job.target, seed, range: job.range });
    const answered = once(this.#child, 'message') as Promise<[FromFeeder]>;
    const answer = await Promise.race([
      answered.catch(() => undefined),
      this.#ended.then(() => undefined),
    ]);
    if (answer !== undefined) this.#job = undefined;
    return answer?.[0];
  }

  /** What it said, if it does not end in order. */
  async finish(): Promise<string | undefined> {
    this.#send({ kind: 'finish' });
    await this.#ended;
    return this.#child.exitCode === 0 ? undefined : this.death().end;
  }

  /** Ends it when it has been at the same input for too long. */
  endIfStuck(hangMs: number): void {
    if (this.#job === undefined) return;
    const index = this.#position();
    if (index !== this.#lastIndex) {
      this.#lastIndex = index;
      this.#lastMovedAtMs = performance.now();
    } else if (performance.now() - this.#lastMovedAtMs > hangMs) {
      this.wasStuck = true;
      this.#child.kill('SIGKILL');
    }
  }

  /** Of a process that has ended: at which input, and how. */
  death(): { readonly index: number | undefined; readonly end: string } {
    const { exitCode, signalCode } = this.#child;
    const how = signalCode === null ? `exit code ${exitCode ?? 'unknown'}` : signalCode;
    return { index: this.#position(), end: `The process ended: ${how}\n${this.#stderr.trim()}` };
  }

  #position(): number | undefined {
    try {
      const bytes = readFileSync(this.#positionFile);
      return bytes.length < 8
        ? undefined
        : new Float64Array(bytes.buffer.slice(bytes.byteOffset))[0];
    } catch {
      return undefined;
    }
  }

  #send(message: ToFeeder): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}
