import otherTypes from 'mime/types/other.js';
import standardTypes from 'mime/types/standard.js';

/** Types that a browser would run: such a file must not be able to read the others (`sandbox`). */
const ACTIVE = /^(?:text\/html|(?:text|application)\/xml|.*\+xml)$/;

export interface ContentType {
  /** The value of `Content-Type`. */
  readonly value: string;
  readonly isActive: boolean;
}

/** Types by the endings of names. Made for the first file that is asked for over HTTP, as other servers need no such table. */
let typesByEnding: ReadonlyMap<string, string> | undefined;

/** By the ending of a name; text is said to be UTF-8. */
export function contentTypeOf(name: string): ContentType {
  typesByEnding ??= readTypes();
  const ending = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = typesByEnding.get(ending) ?? 'application/octet-stream';
  const value = type.startsWith('text/') ? `${type}; charset=utf-8` : type;
  return { value, isActive: ACTIVE.test(type) };
}

function readTypes(): Map<string, string> {
  const types = new Map<string, string>();
  for (const [type, endings] of Object.entries({ ...standardTypes, ...otherTypes })) {
    // A star marks an ending that stands for another type before this one.
    for (const ending of endings) if (!ending.startsWith('*')) types.set(ending, type);
  }
  return types;
}
