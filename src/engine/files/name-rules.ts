import type { NameProblem } from '../../shared/refusal-reason.ts';
import { MAX_NAME_BYTES, MAX_NAME_PART_LENGTH } from '../../shared/server-values.ts';

/** What {@link checkLocalName} looks for. */
type LocalProblem = Extract<
  NameProblem,
  'windows-character' | 'last-character' | `long-part-in-${string}`
>;

/** What {@link checkName} looks for. */
export type NameRule = Exclude<NameProblem, LocalProblem>;

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

/**
 * The rules that every name must keep that comes over the wire, on every operating system alike,
 * whichever end sent it. A name is a relative path with `/` between its parts.
 * @returns the first rule it breaks, or `undefined`
 */
export function checkName(name: string): NameRule | undefined {
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
export function checkLocalName(name: string, platform: NodeJS.Platform): LocalProblem | undefined {
  if (platform === 'win32' && WINDOWS_FORBIDDEN.test(name)) {
    return 'windows-character';
  }
  if (platform === 'win32' && name.includes(LAST_CHARACTER)) {
    return 'last-character';
  }
  const countsUnits = platform === 'win32' || platform === 'darwin';
  for (const part of name.split('/')) {
    const length = countsUnits ? part.length : Buffer.byteLength(part, 'utf8');
    if (length > MAX_NAME_PART_LENGTH) {
      return countsUnits ? 'long-part-in-characters' : 'long-part-in-bytes';
    }
  }
  return undefined;
}
