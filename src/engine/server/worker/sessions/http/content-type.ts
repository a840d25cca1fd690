import mime from 'mime';

/** Types that a browser would run: such a file must not be able to read the others (`sandbox`). */
const ACTIVE = /^(?:text\/html|(?:text|application)\/xml|.*\+xml)$/;

export interface ContentType {
  /** The value of `Content-Type`. */
  readonly value: string;
  readonly isActive: boolean;
}

/** By the ending of a name; text is said to be UTF-8. */
export function contentTypeOf(name: string): ContentType {
  const type = mime.getType(name) ?? 'application/octet-stream';
  const value = type.startsWith('text/') ? `${type}; charset=utf-8` : type;
  return { value, isActive: ACTIVE.test(type) };
}
