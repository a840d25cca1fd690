/** What a key asks of a grid; it may not be possible. */
export type GridCommand =
  | { readonly kind: 'move'; readonly to: number; readonly extends: boolean }
  | {
      readonly kind:
        | 'expand'
        | 'collapse'
        | 'toggle'
        | 'open'
        | 'leave'
        | 'delete'
        | 'select-all'
        | 'select-nothing';
    }
  /** A key of text, for going to a name that begins so. */
  | { readonly kind: 'type'; readonly key: string };

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** `to` of a movement may lie beyond the rows. `undefined`: the key is not for the grid. */
export function commandOf(
  event: Key,
  place: {
    readonly index: number;
    readonly lastIndex: number;
    readonly pageRows: number;
    /** Opening goes where reading goes. */
    readonly isRightToLeft: boolean;
  },
): GridCommand | undefined {
  if (event.altKey) return undefined;
  const { index, lastIndex, pageRows, isRightToLeft } = place;
  const move = (to: number): GridCommand => ({ kind: 'move', to, extends: event.shiftKey });
  switch (event.key) {
    case 'ArrowDown':
      return move(index + 1);
    case 'ArrowUp':
      return move(index - 1);
    case 'PageDown':
      return move(index + pageRows);
    case 'PageUp':
      return move(index - pageRows);
    case 'Home':
      return move(0);
    case 'End':
      return move(lastIndex);
    case 'ArrowRight':
      return { kind: isRightToLeft ? 'collapse' : 'expand' };
    case 'ArrowLeft':
      return { kind: isRightToLeft ? 'expand' : 'collapse' };
    case ' ':
      return { kind: 'toggle' };
    case 'Enter':
      return { kind: 'open' };
    case 'Backspace':
      return { kind: 'leave' };
    case 'Delete':
      return { kind: 'delete' };
    case 'Escape':
      return { kind: 'select-nothing' };
    default:
      return textCommandOf(event);
  }
}

function textCommandOf({ key, ctrlKey, metaKey }: Key): GridCommand | undefined {
  if (ctrlKey || metaKey) return key === 'a' ? { kind: 'select-all' } : undefined;
  // One character, which may be two code units. The others are shortcuts of the whole panel.
  return /^.$/u.test(key) && !PANEL_KEYS.has(key) ? { kind: 'type', key } : undefined;
}

/** No name begins with a slash, and few with a question mark. */
const PANEL_KEYS: ReadonlySet<string> = new Set(['/', '?']);
