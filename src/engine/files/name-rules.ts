/** A rule that a name breaks, in words for a person that can follow "the name". */
export type NameProblem = string;

/** The longest name, in bytes of UTF-8. */
export const MAX_NAME_BYTES = 4096;

/** The longest part of a name that common file systems hold. */
const MAX_PART_LENGTH = 255;

// C0, DEL and C1: a terminal may act on them, and no file needs them in its name.
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f]/;
const DRIVE_LETTER = /^[A-Za-z]:/;

/**
 * Names that Windows takes for a device in any folder, with or without an extension or stream, and with
 * spaces before it. Source: Microsoft, "Naming Files, Paths, and Namespaces".
 */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:[.:]|$)/i;

const WINDOWS_FORBIDDEN = /[<>:"|?*]/;

/** The last character of Unicode, which stands for nothing: in a path, it makes libuv 1.51 end the process on Windows. */
const LAST_CHARACTER = '\u{10ffff}';

/** The rules for names, by what breaks them. */
export type NameRule =
  | 'empty'
  | 'too-long'
  | 'not-unicode'
  | 'control-character'
  | 'backslash'
  | 'absolute'
  | 'drive-letter'
  | 'empty-part'
  | 'dot-part'
  | 'dot-dot-part'
  | 'trailing-dot'
  | 'trailing-space'
  | 'device-name';

const PROBLEMS: Readonly<Record<NameRule, NameProblem>> = {
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
};

/**
 * The rules that every name must keep that comes over the wire, on every operating system alike,
 * whichever end sent it. A name is a relative path with `/` between its parts.
 * @returns the first rule it breaks, or `undefined`
 */
export function checkName(name: string): NameProblem | undefined {
  const rule = brokenRule(name);
  return rule === undefined ? undefined : PROBLEMS[rule];
}

/** The first of the rules of {@link checkName} that a name breaks, or `undefined`. */
export function brokenRule(name: string): NameRule | undefined {
  if (name.length === 0) return 'empty';
  // A UTF-16 unit takes three bytes of UTF-8 at most, so short names need no counting.
  if (name.length * 3 > MAX_NAME_BYTES && Buffer.byteLength(name, 'utf8') > MAX_NAME_BYTES) {
    return 'too-long';
  }
  if (!name.isWellFormed()) return 'not-unicode';
  if (CONTROL_CHARACTER.test(name)) return 'control-character';
  if (name.includes('\\')) return 'backslash';
  if (name.startsWith('/')) return 'absolute';
  if (DRIVE_LETTER.test(name)) return 'drive-letter';
  for (const part of name.split('/')) {
    const rule = rulePartBreaks(part);
    if (rule !== undefined) return rule;
  }
  return undefined;
}

function rulePartBreaks(part: string): NameRule | undefined {
  if (part === '') return 'empty-part';
  if (part === '.') return 'dot-part';
  if (part === '..') return 'dot-dot-part';
  if (part.endsWith('.')) return 'trailing-dot';
  if (part.endsWith(' ')) return 'trailing-space';
  if (WINDOWS_DEVICE.test(part)) return 'device-name';
  return undefined;
}

/**
 * What keeps a name that passes {@link checkName} from being a file on a platform: Windows has no
 * `< > : " | ? *` in names, Node cannot pass U+10FFFF to it, and a part holds 255 UTF-16 units (Windows, macOS) or bytes (elsewhere).
 */
export function checkLocalName(name: string, platform: NodeJS.Platform): NameProblem | undefined {
  if (platform === 'win32' && WINDOWS_FORBIDDEN.test(name)) {
    return 'contains one of < > : " | ? * which Windows does not allow';
  }
  if (platform === 'win32' && name.includes(LAST_CHARACTER)) {
    return 'contains the character U+10FFFF, which cannot be used on Windows';
  }
  const countsUnits = platform === 'win32' || platform === 'darwin';
  for (const part of name.split('/')) {
    const length = countsUnits ? part.length : Buffer.byteLength(part, 'utf8');
    if (length > MAX_PART_LENGTH) {
      return `has a part longer than ${MAX_PART_LENGTH} ${countsUnits ? 'characters' : 'bytes'}`;
    }
  }
  return undefined;
}
