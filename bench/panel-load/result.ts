import type { FrameTimes } from './scrolling.ts';

/** Processors that a process used: 1 is all of one core. NaN where that is not known. */
export interface HostUsage {
  readonly mainThread: number;
  /** The server's threads too. */
  readonly all: number;
}

/** Memory after so many seconds of scrolling. */
export interface MemoryAt {
  readonly atSeconds: number;
  /** Of the page's JavaScript, after a garbage collection. */
  readonly heapBytes: number;
  /** NaN where that is not known. */
  readonly hostResidentBytes: number;
}

/** How evenly the panel drew in one minute, and the load average of the machine at its end. */
export interface MinuteOfScrolling {
  readonly frames: FrameTimes;
  readonly loadAverage: number;
}

/** Everything that was measured. */
export interface PanelResult {
  readonly loadAverageBefore: number;
  readonly browserVersion: string;
  /** Of scrolling. */
  readonly seconds: number;
  /** Rows of the table when scrolling began. */
  readonly entries: number;
  readonly requestsPerSecond: number;
  readonly missesPerSecond: number;
  /** Not asked because the server had fallen behind. */
  readonly requestsHeld: number;
  /** Of all scrolling. */
  readonly frames: FrameTimes;
  readonly minutes: readonly MinuteOfScrolling[];
  readonly memory: readonly MemoryAt[];
  readonly host: {
    /** Under load, no panel open. */
    readonly withoutPanel: HostUsage;
    /** Under load, a panel open that nobody touches. */
    readonly unmoved: HostUsage;
    readonly whileScrolling: HostUsage;
  };
  /** From asking for a new file until its row was drawn, each. */
  readonly appearMs: readonly number[];
}
