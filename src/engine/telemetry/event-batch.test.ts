import { describe, expect, it } from 'vitest';
import { serverEventSchema, type ServerEvent } from '../../shared/server-state.ts';
import { EventBatch } from './event-batch.ts';

const cached: ServerEvent = { type: 'entryCached', atMs: 1, thread: 3, name: 'a', size: 1 };
const opened: ServerEvent = {
  type: 'connectionOpened',
  atMs: 1,
  connection: 1,
  thread: 3,
  port: 80,
  peer: '127.0.0.1:1',
};

function collect(): { batch: EventBatch; sent: ServerEvent[][] } {
  const sent: ServerEvent[][] = [];
  return { batch: new EventBatch(3, (events) => sent.push(events)), sent };
}

describe('EventBatch', () => {
  it('collects only while somebody listens', () => {
    const { batch, sent } = collect();
    expect(batch.wanted).toBe(false);
    expect(batch.hasRoomForRoutine()).toBe(false);
    batch.add(cached);
    batch.flush(1);
    batch.setWanted(true);
    batch.add(cached);
    batch.setWanted(false);
    batch.setWanted(true);
    batch.flush(2);
    expect(sent).toEqual([]);
  });

  it('sends what it has in order, once, and nothing when there is nothing', () => {
    const { batch, sent } = collect();
    batch.setWanted(true);
    batch.add(cached);
    batch.add(opened);
    batch.flush(1);
    batch.flush(2);
    batch.add(opened);
    batch.flush(3);
    expect(sent).toEqual([[cached, opened], [opened]]);
  });

  it('reports fifty routine events, every rare one, and how many it left out', () => {
    const { batch, sent } = collect();
    batch.setWanted(true);
    let reported = 0;
    for (let at = 0; at < 250; at++) {
      batch.add(cached);
      if (!batch.hasRoomForRoutine()) continue;
      batch.add(opened);
      reported++;
    }
    batch.flush(77);
    expect(reported).toBe(50);
    const [events] = sent;
    expect(events!.filter(({ type }) => type === 'entryCached')).toHaveLength(250);
    expect(events!.filter(({ type }) => type === 'connectionOpened')).toHaveLength(50);
    const last = serverEventSchema.parse(events!.at(-1));
    expect(last).toEqual({ type: 'eventsDropped', atMs: 77, thread: 3, count: 200 });
    // The next interval begins afresh.
    expect(batch.hasRoomForRoutine()).toBe(true);
    batch.add(opened);
    batch.flush(78);
    expect(sent[1]).toEqual([opened]);
  });
});
