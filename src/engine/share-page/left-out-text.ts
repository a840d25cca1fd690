import { describeOmissions, type Omission } from '../../shared/omissions.ts';

/** What an archive of a folder does not have, a sentence on each line; '' where it has everything. */
export function leftOutText({
  omitted,
  truncated,
}: {
  readonly omitted: readonly Omission[];
  readonly truncated: boolean;
}): string {
  return [
    describeOmissions(omitted),
    truncated ? 'The folder has more files than one archive can hold.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .map((sentence) => `${sentence}\n`)
    .join('');
}
