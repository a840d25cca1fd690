import { openSync, writeSync } from 'node:fs';
import type { FromFeeder, Range, ToFeeder } from './messages.ts';
import { play, sameness, type Failure } from './play.ts';
import type { Target } from './target.ts';
import type { ListedTarget } from './targets.ts';

/*
 * A process that feeds targets: `feeder.ts POSITION-FILE TARGETS-MODULE`. Before every input its index
 * is written to the position file, so that whoever finds this process dead or stuck knows at what.
 */

const [positionFile = '', targetsModule = ''] = process.argv.slice(2);
const position = openSync(positionFile, 'w');
const cell = new Float64Array(1);
const { targets } = (await import(targetsModule)) as {
  readonly targets: Readonly<Record<string, ListedTarget>>;
};
const loaded = new Map<string, Target>();

async function load(name: string): Promise<Target> {
  const target = loaded.get(name) ?? (await targets[name]!.load());
  loaded.set(name, target);
  return target;
}

async function feed(name: string, seed: number, { from, count }: Range): Promise<FromFeeder> {
  const target = await load(name);
  const verdicts = { accepted: 0, refused: 0 };
  const before = { ...target.counts };
  const failures = new Map<string, Failure & { times: number }>();
  for (let index = from; index < from + count; index++) {
    cell[0] = index;
    writeSync(position, cell, 0, 8, 0);
    const outcome = await play(target, seed, index);
    if (typeof outcome === 'string') {
      verdicts[outcome] += 1;
    } else {
      const key = sameness(outcome);
      const known = failures.get(key);
      if (known === undefined) failures.set(key, { ...outcome, times: 1 });
      else known.times += 1;
    }
  }
  const counts = Object.fromEntries(
    Object.entries(target.counts ?? {}).map(([what, count]) => [what, count - (before[what] ?? 0)]),
  );
  return { ...verdicts, counts, failures: [...failures.values()] };
}

async function finish(): Promise<void> {
  for (const target of loaded.values()) await target.finish?.();
  process.disconnect();
}

process.on('message', (message: ToFeeder) => {
  // What fails here ends the process, and the run finds it dead.
  void (message.kind === 'finish'
    ? finish()
    : feed(message.target, message.seed, message.range).then((answer) => process.send?.(answer)));
});
