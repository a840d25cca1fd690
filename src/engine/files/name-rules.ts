/** A rule that a name breaks, in words for a person that can follow "the name". */
export type NameProblem = string;

/** The longest name, in bytes of UTF-8. */
export const MAX_NAME_BYTES = 4096;

/**
 * The rules that every name must keep that comes over the wire, on every operating system alike,
 * whichever end sent it. A name is a relative path with `/` between its parts.
 * @returns the first rule it breaks, or `undefined`
 */
export function checkName(name: string): NameProblem | undefined {
  void name;
  throw new Error('in work');
}

/**
 * What keeps a name that passes {@link checkName} from being created as a file on a platform: Windows
 * has no `< > : " | ? *` in names, and a part is at most 255 bytes (UTF-16 units on Windows and macOS).
 */
export function checkLocalName(name: string, platform: NodeJS.Platform): NameProblem | undefined {
  void name;
  void platform;
  throw new Error('in work');
}
