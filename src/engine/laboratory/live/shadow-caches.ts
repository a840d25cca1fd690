import type { LaboratoryReport } from '../../../shared/contract-laboratory.ts';
import { LIVE_POLICY_NAMES } from '../../../shared/laboratory-names.ts';
import { type Bytes, type EpochMilliseconds, MIB } from '../../../shared/units.ts';
import { sameVersion } from '../../files/file-version.ts';
import { SAMPLE_RANGE, sampleOf } from '../../telemetry/request-trace.ts';
import type { ObjectKey } from '../object-key.ts';
import { createLivePolicy } from '../policies/create-policy.ts';
import type { LivePolicy } from '../policies/policy.ts';
import { type ShadowKind, windowOf } from './estimates.ts';
import type { RequestSink, TracedFile, TracedRequest } from './request-replay.ts';
import { GROUPS, ScoreBoard, type Sums, type Totals } from './score-board.ts';
import { ServerFifo } from './server-fifo.ts';

/** Above so many requests a second, only those for a share of the files are replayed. */
const MOST_REPLAYED_PER_SECOND = 10_000;
/** The share is then such that no more than these are, so that it need not be lowered again soon. */
const SAMPLED_PER_SECOND = 4_000;
/** Any smaller, and the caches would be too small for ordinary files. */
const LEAST_SHARE = 2 ** -8;
/** What all shadow caches may take. */
const MOST_MEMORY: Bytes = 96 * MIB;
/** Names of which the version is kept. */
const MOST_VERSIONS = 2 ** 18;

const OTHER_SIZES = [0.5, 2, 4, 8];
const KINDS: readonly ShadowKind[] = [
  ...LIVE_POLICY_NAMES.map((policy) => ({ policy, factor: 1 })),
  ...OTHER_SIZES.map((factor) => ({ policy: 'FIFO' as const, factor })),
];
/** The caches of the board after the shadows. */
const DIFFERS = KINDS.length;

/**
 * Caches of metadata that are fed with the server's requests: all policies at its capacity, and its own, FIFO, at
 * others. What they would have had in memory is compared with what the server had.
 */
export class ShadowCaches implements RequestSink {
  readonly #capacityBytes: Bytes;
  #share = 1;
  #sinceMs: EpochMilliseconds;
  #own: ServerFifo;
  /** But for FIFO at the server's own size, which is the first. */
  #others: readonly LivePolicy[];
  #board = new ScoreBoard(KINDS.length + 1);
  #totals = noRequests();
  #isMissing = false;
  readonly #versions = new Map<ObjectKey, TracedFile>();
  #lastTick: { readonly atMs: EpochMilliseconds; readonly seen: number };
  /** Requests ever, whatever was begun anew. */
  #seen = 0;

  /** @param capacityBytes the server's; 0 makes every cache one without room */
  constructor(capacityBytes: Bytes, nowMs: EpochMilliseconds) {
    this.#capacityBytes = capacityBytes;
    this.#sinceMs = nowMs;
    this.#lastTick = { atMs: nowMs, seen: 0 };
    this.#own = this.#createOwn();
    this.#others = this.#createOthers();
  }

  request(request: TracedRequest): void {
    const { file, outcome } = request;
    const { size } = file.version;
    const isHit = outcome === 'hit' || outcome === 'hit-leaving';
    if (sampleOf(file.nameHash) < this.#share * SAMPLE_RANGE) {
      this.#noteVersion(file);
      let hits = this.#ask(request);
      // Every difference counts as a miss.
      if ((hits & 1) === (isHit ? 1 : 0)) hits |= 1 << DIFFERS;
      const group = (file.nameHash >>> 24) % GROUPS;
      this.#board.add({ hits, size, group }, this.#totals);
    }
    this.#seen += 1;
    this.#totals.requests += 1;
    this.#totals.bytes += size;
    if (!isHit) return;
    this.#totals.hits += 1;
    this.#totals.hitBytes += size;
  }

  left(key: ObjectKey): void {
    this.#own.remove(key);
    for (const policy of this.#others) policy.remove(key);
  }

  cleared(): void {
    this.#own.clear();
    for (const policy of this.#others) policy.clear();
    // All are alike again: whatever was not known before does not matter any more.
    if (this.#isMissing) this.#beginAnew(this.#share, Date.now());
  }

  interrupted(): void {
    this.#isMissing = true;
  }

  /** Hits, and the sizes of their files, of files that are in no sample. */
  skipped(hits: number, bytes: Bytes): void {
    this.#seen += hits;
    this.#totals.requests += hits;
    this.#totals.bytes += bytes;
    this.#totals.hits += hits;
    this.#totals.hitBytes += bytes;
  }

  /** Of the files, of which the requests are replayed. */
  get sampledShare(): number {
    return this.#share;
  }

  /** To be called about once a second: replays less, from then on, where more comes than it should cost. */
  tick(nowMs: EpochMilliseconds): void {
    const { atMs, seen } = this.#lastTick;
    const perSecond = ((this.#seen - seen) * 1000) / Math.max(1, nowMs - atMs);
    this.#lastTick = { atMs: nowMs, seen: this.#seen };
    const isTooLarge = this.memoryBytes > MOST_MEMORY;
    if (perSecond * this.#share <= MOST_REPLAYED_PER_SECOND && !isTooLarge) return;
    const share = Math.min(shareFor(perSecond), isTooLarge ? this.#share / 2 : 1);
    if (share < this.#share) this.#beginAnew(Math.max(LEAST_SHARE, share), nowMs);
  }

  get memoryBytes(): Bytes {
    return this.#others.reduce((sum, { memoryBytes }) => sum + memoryBytes, this.#own.memoryBytes);
  }

  report(): LaboratoryReport {
    const { all, recent } = this.#board;
    const before = this.#board.beforeRecent();
    const totals = this.#totals;
    return {
      capacityBytes: this.#capacityBytes,
      sinceMs: this.#sinceMs,
      sampledShare: this.#share,
      comparison: this.#share < 1 ? 'sample' : this.#isMissing ? 'missing' : 'exact',
      recent: this.#windowOf(recent, {
        requests: totals.requests - before.requests,
        bytes: totals.bytes - before.bytes,
        hits: totals.hits - before.hits,
        hitBytes: totals.hitBytes - before.hitBytes,
      }),
      all: this.#windowOf(all, totals),
    };
  }

  /** In which caches it was a hit. */
  #ask(request: TracedRequest): number {
    const { file, outcome } = request;
    const { key } = file;
    const { size } = file.version;
    if (outcome === 'hit-leaving') return (1 << KINDS.length) - 1;
    let hits = this.#askOwn(request) ? 1 : 0;
    for (const [index, policy] of this.#others.entries())
      if (policy.request(key, size)) hits |= 2 << index;
    return hits;
  }

  #askOwn({ file, outcome, heldBytes }: TracedRequest): boolean {
    const { key } = file;
    const { size } = file.version;
    // A smaller cache for a part of the files is no image of the server's.
    if (this.#share < 1) return this.#own.request(key, size);
    const isHeld = this.#own.holds(key);
    if (!isHeld && outcome === 'entered') this.#own.enterBeside(key, size, heldBytes);
    return isHeld;
  }

  /** What is remembered of another version is of no use. */
  #noteVersion(file: TracedFile): void {
    const known = this.#versions.get(file.key);
    if (known === file) return;
    if (known !== undefined && !sameVersion(known.version, file.version)) {
      // The server says itself when it does away with one.
      if (this.#share < 1) this.#own.remove(file.key);
      for (const policy of this.#others) policy.remove(file.key);
    }
    this.#versions.set(file.key, file);
    if (this.#versions.size <= MOST_VERSIONS) return;
    const [oldest] = this.#versions.keys();
    this.#versions.delete(oldest!);
  }

  #beginAnew(share: number, nowMs: EpochMilliseconds): void {
    this.#share = share;
    this.#sinceMs = nowMs;
    this.#own = this.#createOwn();
    this.#others = this.#createOthers();
    this.#board = new ScoreBoard(KINDS.length + 1);
    this.#versions.clear();
    this.#totals = noRequests();
    this.#isMissing = false;
  }

  #createOwn(): ServerFifo {
    return new ServerFifo(Math.floor(this.#capacityBytes * this.#share));
  }

  #createOthers(): LivePolicy[] {
    return KINDS.slice(1).map(({ policy, factor }) =>
      createLivePolicy(policy, {
        capacity: Math.floor(this.#capacityBytes * factor * this.#share),
      }),
    );
  }

  #windowOf(sums: Sums, totals: Totals): LaboratoryReport['all'] {
    const differing = sums.missesOf(DIFFERS).reduce((sum, of) => sum + of, 0);
    return windowOf(
      { sums, totals },
      {
        kinds: KINDS,
        share: this.#share,
        capacityBytes: this.#capacityBytes,
        differing: this.#share < 1 ? 0 : differing,
      },
    );
  }
}

function noRequests(): { -readonly [Count in keyof Totals]: Totals[Count] } {
  return { requests: 0, bytes: 0, hits: 0, hitBytes: 0 };
}

function shareFor(perSecond: number): number {
  if (perSecond <= MOST_REPLAYED_PER_SECOND) return 1;
  return 2 ** Math.floor(Math.log2(SAMPLED_PER_SECOND / perSecond));
}
