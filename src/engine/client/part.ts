import type { Bytes } from '../../shared/units.ts';
import type { IfExists } from './download-types.ts';
import type { PartInfo } from './part-info.ts';

/**
 * What has arrived of one file, before it gets its name. It ends by being published, kept or discarded;
 * one that is not published is still there, and has to be kept or discarded.
 */
export interface Part {
  /** How much of the file is here. */
  readonly length: Bytes;
  /** Which version the part is of, if it can be continued. */
  readonly info: PartInfo | undefined;
  /** Notes which version is being received. @throws the system's error */
  identify(info: PartInfo): void;
  /** Appends; when it returns, the memory may be used again. @throws the system's error */
  append(bytes: Uint8Array): void;
  /** Forgets what has arrived. @throws the system's error */
  restart(): void;
  /** Gives all bytes that are here, in order, in one reused buffer. @throws the system's error */
  readAll(onBytes: (bytes: Uint8Array) => void): Promise<void>;
  /**
   * Makes the content durable, then gives it its final name.
   *
   * @returns see `publish`
   * @throws {ClientError} `local`, or the system's error
   */
  publish(path: string, ifExists: IfExists): Promise<string | undefined>;
  /**
   * Leaves the part to be continued by another run, if it can be. Does nothing once it has ended.
   *
   * @returns the bytes that are kept
   */
  keep(): Promise<Bytes>;
  /** Removes the part. Does nothing once it has ended. */
  discard(): Promise<void>;
}
