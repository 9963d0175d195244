/** Seeded random numbers, so that a failing run can be repeated (mulberry32, Tommy Ettinger 2017). */
export interface Random {
  /** 0 ≤ r < 1 */
  float(): number;
  /** 0 ≤ n < limit */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const float = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(float() * limit);
  return { float, below, pick: (items) => items[below(items.length)] };
}
