/** What a key asks of a grid; it may not be possible. */
export type GridCommand =
  | { readonly kind: 'move'; readonly to: number; readonly extends: boolean }
  | {
      readonly kind:
        'expand' | 'collapse' | 'toggle' | 'open' | 'delete' | 'select-all' | 'select-nothing';
    };

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
  place: { readonly index: number; readonly lastIndex: number; readonly pageRows: number },
): GridCommand | undefined {
  if (event.altKey) return undefined;
  const { index, lastIndex, pageRows } = place;
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
      return { kind: 'expand' };
    case 'ArrowLeft':
      return { kind: 'collapse' };
    case ' ':
      return { kind: 'toggle' };
    case 'Enter':
      return { kind: 'open' };
    case 'Delete':
      return { kind: 'delete' };
    case 'a':
      return event.ctrlKey || event.metaKey ? { kind: 'select-all' } : undefined;
    case 'Escape':
      return { kind: 'select-nothing' };
    default:
      return undefined;
  }
}
