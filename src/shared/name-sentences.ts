import type { Failure } from './contract-failure.ts';
import type { NameProblem } from './refusal-reason.ts';
import { MAX_NAME_BYTES, MAX_NAME_PART_LENGTH } from './server-values.ts';

const PROBLEMS: Readonly<Record<NameProblem, string>> = {
  empty: 'is empty',
  'too-long': `is longer than ${MAX_NAME_BYTES} bytes`,
  'not-unicode': 'is not valid Unicode',
  'control-character': 'contains a control character',
  backslash: 'contains a backslash; parts are separated by /',
  absolute: 'is absolute; names are relative to the shared folder',
  'drive-letter': 'begins with a drive letter',
  'empty-part': 'has an empty part',
  'dot-part': 'has a part "."',
  'dot-dot-part': 'has a part ".."',
  'trailing-dot': 'has a part that ends with a dot',
  'trailing-space': 'has a part that ends with a space',
  'device-name': 'has a part that is a device on Windows',
  'windows-character': 'contains one of < > : " | ? * which Windows does not allow',
  'last-character': 'contains the character U+10FFFF, which cannot be used on Windows',
  'long-part-in-characters': `has a part longer than ${MAX_NAME_PART_LENGTH} characters`,
  'long-part-in-bytes': `has a part longer than ${MAX_NAME_PART_LENGTH} bytes`,
};

/** Why a name is refused, in words that follow "the name". */
export function nameProblemText(problem: NameProblem): string {
  return PROBLEMS[problem];
}

type UnsafeName = Extract<Failure, { readonly code: 'unsafe-name' }>['why'];

const UNSAFE: Readonly<Record<Exclude<UnsafeName, NameProblem>, string>> = {
  'reserved-ending': 'its ending is kept for unfinished downloads',
  'leads-out': 'it leads out of the folder',
  'link-leads-out': 'it is a symbolic link that leads out of the target folder',
  'folder-exchanged': 'its folder was exchanged for a link',
};

/** Why nothing is written under a name, in words that follow "because". */
export function unsafeNameText(why: UnsafeName): string {
  return why in UNSAFE
    ? UNSAFE[why as keyof typeof UNSAFE]
    : `the name ${nameProblemText(why as NameProblem)}`;
}
