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

/**
 * The rules that every name must keep that comes over the wire, on every operating system alike,
 * whichever end sent it. A name is a relative path with `/` between its parts.
 * @returns the first rule it breaks, or `undefined`
 */
export function checkName(name: string): NameProblem | undefined {
  if (name.length === 0) return 'is empty';
  // A UTF-16 unit takes three bytes of UTF-8 at most, so short names need no counting.
  if (name.length * 3 > MAX_NAME_BYTES && Buffer.byteLength(name, 'utf8') > MAX_NAME_BYTES) {
    return `is longer than ${MAX_NAME_BYTES} bytes`;
  }
  if (!name.isWellFormed()) return 'is not valid Unicode';
  if (CONTROL_CHARACTER.test(name)) return 'contains a control character';
  if (name.includes('\\')) return 'contains a backslash; parts are separated by /';
  if (name.startsWith('/')) return 'is absolute; names are relative to the shared folder';
  if (DRIVE_LETTER.test(name)) return 'begins with a drive letter';
  for (const part of name.split('/')) {
    const problem = checkPart(part);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkPart(part: string): NameProblem | undefined {
  if (part === '') return 'has an empty part';
  if (part === '.' || part === '..') return `has a part "${part}"`;
  if (part.endsWith('.')) return 'has a part that ends with a dot';
  if (part.endsWith(' ')) return 'has a part that ends with a space';
  if (WINDOWS_DEVICE.test(part)) return 'has a part that is a device on Windows';
  return undefined;
}

/**
 * What keeps a name that passes {@link checkName} from being a file on a platform: Windows has no
 * `< > : " | ? *` in names, and a part holds 255 UTF-16 units (Windows, macOS) or bytes (elsewhere).
 */
export function checkLocalName(name: string, platform: NodeJS.Platform): NameProblem | undefined {
  if (platform === 'win32' && WINDOWS_FORBIDDEN.test(name)) {
    return 'contains one of < > : " | ? * which Windows does not allow';
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
