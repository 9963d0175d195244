import type { Random } from "../random.ts";

/** x, y and pressure of samples that resemble handwriting, about 100 units wide. */
export function penLine(random: Random, samples = 80): Float32Array {
  const points = new Float32Array(samples * 3);
  const loops = 2 + random.float() * 4, phase = random.float() * 6, tall = 10 + random.float() * 40;
  for (let i = 0; i < samples; i++) {
    const t = i / samples;
    points[3 * i] = 100 * t + 12 * Math.sin(6.28 * loops * t + phase) + random.float() * 0.3;
    points[3 * i + 1] = tall * Math.sin(6.28 * loops * t) + random.float() * 0.3;
    points[3 * i + 2] = 0.3 + 0.6 * random.float();
  }
  return points;
}
