/**
 * What is wrong with the name of a file. A "part" is what stands between two slashes of it; `bytes` and
 * `characters` are numbers.
 */
export const names = {
  /** After a colon: `The name is not allowed: it is empty.` */
  rule: {
    empty: 'it is empty',
    'too-long': 'it is longer than {{bytes}} bytes',
    'not-unicode': 'it is not valid Unicode',
    'control-character': 'it contains a control character',
    backslash: 'it contains a backslash; parts are separated by /',
    absolute: 'it is absolute; names are relative to the shared folder',
    'drive-letter': 'it begins with a drive letter',
    'empty-part': 'it has an empty part',
    'dot-part': 'it has a part "."',
    'dot-dot-part': 'it has a part ".."',
    'trailing-dot': 'it has a part that ends with a dot',
    'trailing-space': 'it has a part that ends with a space',
    /** Such as `con` or `aux`. */
    'device-name': 'it has a part that is a device on Windows',
    'windows-character': 'it contains one of < > : " | ? * which Windows does not allow',
    'last-character': 'it contains the character U+10FFFF, which cannot be used on Windows',
    'long-part-in-characters': 'it has a part longer than {{characters}} characters',
    'long-part-in-bytes': 'it has a part longer than {{bytes}} bytes',
  },
  /** For `{{because}}` in `Not written, {{because}}.`: why nothing is written under a name. */
  because: {
    empty: 'because the name is empty',
    'too-long': 'because the name is longer than {{bytes}} bytes',
    'not-unicode': 'because the name is not valid Unicode',
    'control-character': 'because the name contains a control character',
    backslash: 'because the name contains a backslash; parts are separated by /',
    absolute: 'because the name is absolute; names are relative to the shared folder',
    'drive-letter': 'because the name begins with a drive letter',
    'empty-part': 'because the name has an empty part',
    'dot-part': 'because the name has a part "."',
    'dot-dot-part': 'because the name has a part ".."',
    'trailing-dot': 'because the name has a part that ends with a dot',
    'trailing-space': 'because the name has a part that ends with a space',
    'device-name': 'because the name has a part that is a device on Windows',
    'windows-character':
      'because the name contains one of < > : " | ? * which Windows does not allow',
    'last-character':
      'because the name contains the character U+10FFFF, which cannot be used on Windows',
    'long-part-in-characters': 'because the name has a part longer than {{characters}} characters',
    'long-part-in-bytes': 'because the name has a part longer than {{bytes}} bytes',
    /** Such as `.part`. */
    'reserved-ending': 'because its ending is kept for unfinished downloads',
    'leads-out': 'because it leads out of the folder',
    'link-leads-out': 'because it is a symbolic link that leads out of the target folder',
    /** Somebody put a link in the place of the folder meanwhile. */
    'folder-exchanged': 'because its folder was exchanged for a link',
  },
} as const;
