import type { BeltSpan } from '../../../shared/belt-layout.ts';
import {
  MOST_BELT_PX,
  type BeltBlock,
  type CacheBelt,
  type CacheBeltRequest,
} from '../../../shared/contract-cache.ts';
import type { Host } from '../../state/host.ts';
import { PacedQuestion, type PacedQuestionOptions } from '../../state/paced-question.ts';
import { panned, showing, withinCache, zoomed } from './belt-span.ts';

/** Asked for beyond each edge of what is in sight, in its widths, so that moving rarely outruns the answers. */
const BEYOND = 0.5;

/** A block with its place in the cache. */
export interface LoadedBlock extends BeltSpan {
  readonly block: BeltBlock;
}

/** What is at hand of the belt. */
export interface LoadedBelt {
  /** The part in sight; the whole of it without. */
  readonly span: BeltSpan | undefined;
  /** Oldest first; some of them beyond what is in sight. */
  readonly blocks: readonly LoadedBlock[];
  /** Bytes of all cached files. */
  readonly endBytes: number;
  /** Of all the belt. */
  readonly entries: number;
}

export interface BeltWindowOptions extends Pick<
  PacedQuestionOptions<unknown, unknown>,
  'startTimer' | 'now'
> {
  readonly host: Pick<Host, 'call'>;
}

interface Answered {
  readonly request: CacheBeltRequest;
  readonly belt: CacheBelt;
}

/**
 * The part of the belt that a person looks at, and its blocks: asked for as the part is moved and
 * zoomed, and again as the cache changes. What is in sight stays there when older files leave.
 */
export class BeltWindow {
  readonly #question: PacedQuestion<undefined, Answered | undefined>;
  readonly #listeners = new Set<() => void>();
  #widthPx = 0;
  #capacityBytes = 0;
  #loaded: LoadedBelt = { span: undefined, blocks: [], endBytes: 0, entries: 0 };

  constructor({ host, ...timers }: BeltWindowOptions) {
    this.#question = new PacedQuestion({
      ...timers,
      // Made when it is asked, so that what the last answer moved is in it.
      ask: async () => {
        const request = this.#request();
        if (request === undefined) return undefined;
        return { request, belt: await host.call('cache.belt', request) };
      },
      onAnswer: (answered) => {
        if (answered !== undefined) this.#take(answered);
      },
    });
  }

  get = (): LoadedBelt => this.#loaded;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#question.cancel();
    };
  };

  /** Asks again, as the cache or the width has changed. */
  refresh(widthPx: number, capacityBytes: number): void {
    this.#widthPx = widthPx;
    this.#capacityBytes = capacityBytes;
    this.#question.put(undefined);
  }

  /** The part in sight, the whole where it is all there. */
  get span(): BeltSpan {
    return this.#loaded.span ?? { from: 0, bytes: this.#capacityBytes };
  }

  /** Shows a part; all of the belt where that is as large. */
  look(span: BeltSpan): void {
    const { from, bytes } = this.span;
    const next = withinCache(span, this.#capacityBytes);
    if (next.from === from && next.bytes === bytes) return;
    this.#update({ span: next.bytes < this.#capacityBytes ? next : undefined });
    this.#question.put(undefined, true);
  }

  /** See `zoomed`. */
  zoom(factor: number, at: number): void {
    this.look(zoomed(this.span, factor, at, this.#capacityBytes));
  }

  /** To the right, by so many of its widths. */
  pan(widths: number): void {
    this.look(panned(this.span, widths, this.#capacityBytes));
  }

  /** Moves no further than needed to have something in sight. */
  show(wanted: BeltSpan): void {
    this.look(showing(this.span, wanted, this.#capacityBytes));
  }

  #request(): CacheBeltRequest | undefined {
    const widthPx = this.#widthPx;
    const { span } = this.#loaded;
    if (widthPx === 0) return undefined;
    if (span === undefined) return { widthPx };
    const beyond = widthPx * (1 + 2 * BEYOND) > MOST_BELT_PX ? 0 : BEYOND;
    const keep = this.#kept();
    return {
      widthPx: widthPx * (1 + 2 * beyond),
      part: {
        from: Math.floor(span.from - span.bytes * beyond),
        bytes: Math.ceil(span.bytes * (1 + 2 * beyond)),
        ...(keep === undefined ? {} : { keep: { name: keep.block.name, at: keep.from } }),
      },
    };
  }

  /** What shall stay where it is: in the middle, as the oldest may leave. */
  #kept(): LoadedBlock | undefined {
    const { from, bytes } = this.span;
    const middle = from + bytes / 2;
    return this.#loaded.blocks.findLast((block) => block.from <= middle);
  }

  #take({ request, belt }: Answered): void {
    const part = request.part ?? { from: 0, bytes: belt.usage.capacityBytes };
    const bytesPerPx = request.widthPx === 0 ? 0 : part.bytes / request.widthPx;
    const { span } = this.#loaded;
    this.#update({
      span:
        span === undefined
          ? undefined
          : withinCache(
              { from: span.from + belt.from - part.from, bytes: span.bytes },
              this.#capacityBytes,
            ),
      blocks: belt.blocks.map((block) => ({
        block,
        from: Math.round(belt.from + block.left * bytesPerPx),
        bytes: block.kind === 'file' ? block.file.size : block.bytes,
      })),
      endBytes: belt.from + belt.end * bytesPerPx,
      entries: belt.usage.entries,
    });
  }

  #update(changed: Partial<LoadedBelt>): void {
    this.#loaded = { ...this.#loaded, ...changed };
    for (const listener of this.#listeners) listener();
  }
}

/** The blocks in sight, where they are drawn in a belt so wide. */
export function blocksInSight(
  blocks: readonly LoadedBlock[],
  { from, bytes }: BeltSpan,
  widthPx: number,
): BeltBlock[] {
  const pxPerByte = bytes === 0 ? 0 : widthPx / bytes;
  return blocks.flatMap((loaded) => {
    const left = (loaded.from - from) * pxPerByte;
    const width = loaded.bytes * pxPerByte;
    return left > widthPx || left + width < 0 ? [] : [{ ...loaded.block, left, width }];
  });
}
