/** What is on the disk of a download: the archive as far as it has arrived, and what is unpacked of it. */
export interface Arrived {
  readonly archiveBytes: number;
  readonly unpackedBytes: number;
}

/** Tells a slow download from one that has stopped: only silence counts, never the time in all. */
export class DownloadWatch {
  readonly #stallMs: number;
  #bytes = -1;
  #changedAtMs = 0;

  constructor(stallMs: number) {
    this.#stallMs = stallMs;
  }

  /** @returns whether nothing has come for too long */
  stalled({ archiveBytes, unpackedBytes }: Arrived, nowMs: number): boolean {
    const bytes = archiveBytes + unpackedBytes;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#changedAtMs = nowMs;
    }
    return nowMs - this.#changedAtMs >= this.#stallMs;
  }
}

/** Progress for people. The size is that of recent versions; the real one is known to the installer alone. */
export function progressText({ archiveBytes, unpackedBytes }: Arrived): string {
  if (unpackedBytes > 0) return `Unpacking Electron: ${megabytes(unpackedBytes)} MB`;
  return `Fetching Electron: ${megabytes(archiveBytes)} of about 120 MB, this once`;
}

function megabytes(bytes: number): string {
  return Math.floor(bytes / 1e6).toString();
}
