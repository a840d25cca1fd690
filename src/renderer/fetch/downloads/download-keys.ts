import type { Direction } from './download-moves.ts';

/** What a key asks of the row that it is pressed on. */
export type DownloadKey =
  | { readonly kind: 'move'; readonly direction: Direction }
  | { readonly kind: 'remove' | 'undo' | 'pause-or-go-on' };

interface Key {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ...{ ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last' },
};

/** `undefined`: the key is for the list. */
export function downloadKey({
  key,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
}: Key): DownloadKey | undefined {
  const isCommand = ctrlKey || metaKey;
  if (altKey) {
    const direction = DIRECTIONS[key];
    return direction === undefined || isCommand ? undefined : { kind: 'move', direction };
  }
  if (isCommand) return key === 'z' && !shiftKey ? { kind: 'undo' } : undefined;
  if (key === 'Delete') return { kind: 'remove' };
  return key === ' ' ? { kind: 'pause-or-go-on' } : undefined;
}
