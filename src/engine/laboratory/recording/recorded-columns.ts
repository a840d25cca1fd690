/**
 * The columns of a recording, as its first line names them: when (seconds since 1970, to the millisecond), the name of
 * the file or its hash, its whole size in bytes, and what tells its versions apart.
 */
export const RECORDED_COLUMNS = ['time', 'name', 'size', 'version'] as const;

export type RecordedColumn = (typeof RECORDED_COLUMNS)[number];
