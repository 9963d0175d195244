export interface RankComparison {
  /** The probability that a value of `a` is larger than one of `b`; 0.5 when the samples do not differ. */
  readonly larger: number;
  /** The probability that two samples of the same distribution differ this much. */
  readonly p: number;
}

/** The rank-sum test (Mann and Whitney 1947), by its normal approximation with a correction for ties. */
export function compareRanks(a: readonly number[], b: readonly number[]): RankComparison {
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))];
  all.sort((x, y) => x.value - y.value);
  const n = all.length;
  let rankSum = 0, ties = 0;
  for (let first = 0, end; first < n; first = end) {
    end = first + 1;
    while (end < n && all[end].value === all[first].value) end++;
    const rank = (first + 1 + end) / 2;
    for (let i = first; i < end; i++) if (all[i].isA) rankSum += rank;
    ties += (end - first) ** 3 - (end - first);
  }
  const pairs = a.length * b.length;
  const u = rankSum - a.length * (a.length + 1) / 2;
  const deviation = Math.sqrt(pairs / 12 * (n + 1 - ties / (n * (n - 1))));
  const z = deviation === 0 ? 0 : Math.abs(u - pairs / 2) / deviation;
  return { larger: u / pairs, p: twoSided(z) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The two-sided tail probability of a normal distribution beyond z (Abramowitz and Stegun 26.2.17). */
function twoSided(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return Math.min(1, 2 * tail * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI));
}
