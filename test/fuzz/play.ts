import { inspect } from 'node:util';
import { Random } from './make/random.ts';
import type { Target, Verdict } from './target.ts';

/** An input for which something did not hold. */
export interface Failure {
  readonly target: string;
  readonly seed: number;
  readonly index: number;
  /** `crash` and `hang`: of the whole process, while it had this input. */
  readonly kind: 'property' | 'slow' | 'crash' | 'hang';
  readonly message: string;
  readonly stack: string;
  /** As it prints; long ones are cut. */
  readonly input: string;
}

const SHOWN_CHARACTERS = 4_000;
/** An input that took long is tried again, because the machine may have been busy with something else. */
const SLOW_ATTEMPTS = 3;

/** Feeds a target the one input that seed and index stand for. */
export async function play(
  target: Target,
  seed: number,
  index: number,
): Promise<Verdict | Failure> {
  const fail = (kind: Failure['kind'], message: string, stack: string): Failure => {
    const input = describeInput(target, seed, index);
    return { target: target.name, seed, index, kind, message, stack, input };
  };
  try {
    for (let attempt = 1; ; attempt++) {
      const trial = target.prepare(new Random(target.name, seed, index));
      const beganAtMs = performance.now();
      const verdict = await trial.run();
      const tookMs = performance.now() - beganAtMs;
      if (tookMs <= target.budgetMs) return verdict;
      if (attempt === SLOW_ATTEMPTS) {
        return fail('slow', `took ${Math.round(tookMs)} ms of ${target.budgetMs}`, '');
      }
    }
  } catch (error) {
    if (!(error instanceof Error)) return fail('property', `threw ${inspect(error)}`, '');
    return fail('property', `${error.name}: ${error.message}`, error.stack ?? '');
  }
}

/** An input for a person to look at. */
export function describeInput(target: Target, seed: number, index: number): string {
  try {
    const { input } = target.prepare(new Random(target.name, seed, index));
    const text = inspect(input, {
      depth: 6,
      maxStringLength: SHOWN_CHARACTERS,
      maxArrayLength: 200,
    });
    return text.slice(0, SHOWN_CHARACTERS);
  } catch (error) {
    return `cannot be made: ${String(error)}`;
  }
}

/** What makes two failures one: the same words, numbers and quotations aside, from the same lines of code. */
export function sameness({ target, kind, message, stack }: Failure): string {
  const words = (message.split('\n')[0] ?? '')
    .replaceAll(/["'`].*["'`]/g, '…')
    .replaceAll(/\d+/g, '#');
  const places = Array.from(
    stack.matchAll(/(?:src|fuzz\/targets)\/[\w./-]+\.ts:\d+/g),
    ([place]) => place,
  );
  return [target, kind, words, ...places.slice(0, 2)].join(' | ');
}
