import { describe, expect, it } from 'vitest';
import { applyTransfersChange } from '../../shared/deltas.ts';
import type { Transfer } from '../../shared/server-state.ts';
import { TransferView } from './transfer-view.ts';

const fields = {
  ...{ connection: 1, thread: 0, port: 8080, peer: '127.0.0.1:5', dialect: 'native' as const },
  ...{ name: 'a', size: 1000, from: 0, source: 'disk' as const },
};
const started = (request: number, atMs: number) => ({
  ...{ type: 'requestStarted' as const, op: 'get', request, atMs, ...fields },
});
const completed = (request: number, atMs: number) => ({
  ...{ type: 'requestCompleted' as const, op: 'get', request, atMs, ...fields },
  ...{ sentBytes: 1000, durationMs: 1 },
});
const progressed = (request: number, atMs: number, sentBytes: number) => ({
  ...{ type: 'requestProgressed' as const, request, atMs, sentBytes },
});
const transfer = (request: number, startedAtMs: number, sentBytes: number): Transfer => ({
  ...{ request, startedAtMs, sentBytes, ...fields },
});

describe('TransferView', () => {
  it('tells start, progress with speed, and end', () => {
    const view = new TransferView();
    let panel = view.snapshot();
    view.apply(started(1, 0));
    panel = applyTransfersChange(panel, view.takeChange(100)!);
    expect(panel.transfers).toMatchObject([{ request: 1, sentBytes: 0, bytesPerSecond: 0 }]);
    view.apply(progressed(1, 150, 500));
    panel = applyTransfersChange(panel, view.takeChange(200)!);
    expect(panel.transfers).toMatchObject([{ sentBytes: 500, bytesPerSecond: 2500 }]);
    view.apply(completed(1, 250));
    panel = applyTransfersChange(panel, view.takeChange(300)!);
    expect(panel).toEqual({ sequence: 3, transfers: [] });
    expect(view.takeChange(400)).toBeUndefined();
  });

  it('never tells of what starts and ends in between', () => {
    const view = new TransferView();
    view.apply(started(1, 0));
    view.apply(completed(1, 5));
    expect(view.takeChange(100)).toBeUndefined();
  });

  it('learns from a snapshot what events left out', () => {
    const view = new TransferView();
    view.apply(started(1, 0));
    view.takeChange(100);
    view.reconcile([transfer(2, 50, 10)], 150);
    expect(view.takeChange(200)).toMatchObject({
      ended: [1],
      started: [{ request: 2, sentBytes: 10 }],
    });
  });

  it('does not revive what ended while the snapshot was on its way', () => {
    const view = new TransferView();
    view.apply(started(1, 0));
    view.apply(completed(1, 120));
    view.reconcile([transfer(1, 0, 10)], 110);
    expect(view.size).toBe(0);
  });

  it('keeps what started after the snapshot was asked for', () => {
    const view = new TransferView();
    view.apply(started(1, 120));
    view.reconcile([], 110);
    expect(view.size).toBe(1);
  });

  it('ends everything with the server', () => {
    const view = new TransferView();
    view.apply(started(1, 0));
    view.takeChange(100);
    view.reset();
    expect(view.takeChange(200)).toMatchObject({ ended: [1] });
  });
});
