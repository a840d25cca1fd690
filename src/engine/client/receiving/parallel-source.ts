import type { ByteSource, NativeSource } from './byte-source.ts';
import type { FileDownload } from './file-download.ts';

/** Several connections to one server, each with a share of the downloads. */
export class ParallelSource implements ByteSource {
  readonly dialect = 'native';
  readonly lanes: number;
  /** With the downloads that each has. */
  readonly #sources: Map<NativeSource, number>;

  /** @param sources - at least one; all are this one's to close */
  constructor(sources: readonly NativeSource[]) {
    // Shared, so that no more files are open than with one connection.
    this.lanes = Math.max(...sources.map(({ lanes }) => lanes));
    this.#sources = new Map(sources.map((source) => [source, 0]));
  }

  async receive(download: FileDownload, signal: AbortSignal): Promise<void> {
    const source = this.#leastBusy();
    this.#change(source, 1);
    try {
      await source.receive(download, signal);
    } finally {
      this.#change(source, -1);
    }
  }

  close(): void {
    for (const source of this.#sources.keys()) source.close();
  }

  #leastBusy(): NativeSource {
    const [first, ...others] = this.#sources;
    return others.reduce((least, one) => (one[1] < least[1] ? one : least), first!)[0];
  }

  #change(source: NativeSource, by: number): void {
    this.#sources.set(source, (this.#sources.get(source) ?? 0) + by);
  }
}
