import { expect, it } from 'vitest';
import { FrequencySketch } from './frequency-sketch.ts';

it('estimates never less than the truth, and seldom more, until it is full', () => {
  const sketch = new FrequencySketch(2 ** 18);
  let key = 0;
  for (; !sketch.isFull; key += 1) {
    for (let count = 0; count <= key % 5; count += 1) sketch.add(key * 7919);
  }
  expect(key).toBeGreaterThan(2 ** 15 - 1);
  let tooHigh = 0;
  for (let each = 0; each < key; each += 1) {
    const truth = (each % 5) + 1;
    const estimate = sketch.estimate(each * 7919);
    expect(estimate).toBeGreaterThanOrEqual(truth);
    if (estimate > truth) tooHigh += 1;
  }
  expect(tooHigh / key).toBeLessThan(0.05);
});

it('counts to 255', () => {
  const sketch = new FrequencySketch(1024);
  for (let count = 0; count < 300; count += 1) sketch.add(1);
  expect(sketch.estimate(1)).toBe(255);
  expect(sketch.estimate(2)).toBe(0);
});

it('halves all counts', () => {
  const sketch = new FrequencySketch(1024);
  sketch.raiseTo(1, 100);
  sketch.raiseTo(1, 50);
  sketch.add(1);
  sketch.halve();
  expect(sketch.estimate(1)).toBe(50);
});
