/** Seeded numbers in 0…1 (mulberry32, Tommy Ettinger): a failing test fails again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** x, y, pressure of the samples of a scribble about 100 units wide. */
export function scribble(random: () => number, samples = 80): Float32Array {
  const points = new Float32Array(samples * 3);
  const loops = 2 + random() * 4, phase = random() * 6, tall = 10 + random() * 40;
  for (let i = 0; i < samples; i++) {
    const t = i / samples;
    points[3 * i] = 100 * t + 12 * Math.sin(6.28 * loops * t + phase) + random() * 0.3;
    points[3 * i + 1] = tall * Math.sin(6.28 * loops * t) + random() * 0.3;
    points[3 * i + 2] = 0.3 + 0.6 * random();
  }
  return points;
}
