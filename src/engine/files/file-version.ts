import type { BigIntStats } from 'node:fs';
import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';

/** What tells one version of a file from another: its size, modification time and identity. */
export interface FileVersion {
  readonly size: Bytes;
  /** Nanoseconds since 1970, as precise as the file system keeps them. */
  readonly modifiedNs: bigint;
  readonly inode: bigint;
  readonly device: bigint;
}

export function versionOf(stats: BigIntStats): FileVersion {
  return {
    size: Number(stats.size),
    modifiedNs: stats.mtimeNs,
    inode: stats.ino,
    device: stats.dev,
  };
}

export function sameVersion(a: FileVersion, b: FileVersion): boolean {
  return (
    a.size === b.size &&
    a.modifiedNs === b.modifiedNs &&
    a.inode === b.inode &&
    a.device === b.device
  );
}

/**
 * A version as text, different for different versions: size, modification time, inode and device in
 * base 36 with `-` between (a time before 1970 begins with `n`). Clients compare it and nothing else.
 */
export function tagOf(version: FileVersion): string {
  const time =
    version.modifiedNs < 0n
      ? `n${(-version.modifiedNs).toString(36)}`
      : version.modifiedNs.toString(36);
  return `${version.size.toString(36)}-${time}-${version.inode.toString(36)}-${version.device.toString(36)}`;
}

/** The modification time in whole milliseconds, rounded down. */
export function modifiedMsOf(version: FileVersion): EpochMilliseconds {
  const ms = version.modifiedNs / NS_PER_MS;
  // Division of bigints rounds towards zero, which is up before 1970.
  return Number(version.modifiedNs % NS_PER_MS < 0n ? ms - 1n : ms);
}

const NS_PER_MS = 1_000_000n;
