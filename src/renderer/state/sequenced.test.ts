import { describe, expect, it, vi } from 'vitest';
import { Sequenced } from './sequenced.ts';

interface State {
  readonly sequence: number;
  readonly applied: readonly string[];
}
interface Change {
  readonly sequence: number;
  readonly what: string;
}

function make(snapshots: State[]) {
  const published: State[] = [];
  const pending: ((state: State) => void)[] = [];
  const onFailure = vi.fn();
  const sequenced = new Sequenced<State, Change>({
    fetch: () => new Promise((resolve) => pending.push(resolve)),
    apply: (state, { sequence, what }) => ({ sequence, applied: [...state.applied, what] }),
    publish: (state) => published.push(state),
    onFailure,
  });
  const answer = async (loading: Promise<void>): Promise<void> => {
    pending.shift()?.(snapshots.shift()!);
    await loading;
  };
  return { sequenced, published, answer, pending, onFailure };
}

describe('a state of snapshot and changes', () => {
  it('applies changes in order', async () => {
    const { sequenced, published, answer } = make([{ sequence: 4, applied: [] }]);
    await answer(sequenced.load());
    sequenced.receive({ sequence: 5, what: 'a' });
    sequenced.receive({ sequence: 6, what: 'b' });
    expect(published.at(-1)).toEqual({ sequence: 6, applied: ['a', 'b'] });
  });

  it('keeps what arrives before the snapshot, and ignores what that includes', async () => {
    const { sequenced, published, answer } = make([{ sequence: 4, applied: [] }]);
    const loading = sequenced.load();
    sequenced.receive({ sequence: 4, what: 'included' });
    sequenced.receive({ sequence: 5, what: 'new' });
    await answer(loading);
    expect(published).toEqual([{ sequence: 5, applied: ['new'] }]);
  });

  it('asks again after a gap', async () => {
    const { sequenced, published, answer, pending } = make([
      { sequence: 4, applied: [] },
      { sequence: 9, applied: ['whole'] },
    ]);
    await answer(sequenced.load());
    sequenced.receive({ sequence: 8, what: 'too far' });
    expect(pending).toHaveLength(1);
    await answer(Promise.resolve());
    await vi.waitFor(() => expect(published.at(-1)).toEqual({ sequence: 9, applied: ['whole'] }));
  });

  it('reports when it cannot ask', async () => {
    const onFailure = vi.fn();
    const sequenced = new Sequenced<State, Change>({
      fetch: () => Promise.reject(new Error('gone')),
      apply: (state) => state,
      publish: () => undefined,
      onFailure,
    });
    await sequenced.load();
    expect(onFailure).toHaveBeenCalledOnce();
  });
});
