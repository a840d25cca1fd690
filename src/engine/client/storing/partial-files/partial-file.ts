import type { Bytes, EpochMilliseconds } from '../../../../shared/units.ts';
import type { IfExists } from '../../download-types.ts';

/** How a whole part becomes a file. */
export interface PublishOptions {
  readonly path: string;
  readonly ifExists: IfExists;
  /** The file's modification time; left out, it is when it was written. */
  readonly modifiedAtMs?: EpochMilliseconds | undefined;
}

/**
 * What has arrived of one file, before it gets its name. It ends by being published, kept (where it can
 * be) or discarded; one that is not published is still there, and has to be kept or discarded.
 */
export interface PartialFile {
  /** How much of the file is here. */
  readonly length: Bytes;
  /** Appends; when it returns, the memory may be used again. @throws the system's error */
  append(bytes: Uint8Array): void;
  /** Forgets what lies behind so many bytes. @throws the system's error */
  rewind(length: Bytes, crc32: number): void;
  /**
   * Makes the content durable, then gives it its final name.
   *
   * @returns see `publish`
   * @throws {FailureError} `local`, or the system's error
   */
  publish(options: PublishOptions): Promise<string | undefined>;
  /** Removes the part. Does nothing once it has ended. */
  discard(): Promise<void>;
}

/** A part of a known version, with its checksum. */
export interface VersionedPartialFile extends PartialFile {
  /** The CRC-32 of all that is here. */
  readonly crc32: number;
}
