import { CONNECTION } from "../../messages/en/connection/connection.ts";

const WIDTH = 120, HEIGHT = 28;
/** The graph shows at least this range, ms, so that small differences look small. */
const RANGE_MS_MIN = 20;
const TIMES_MAX = 60;

/** Round-trip times as a line, the newest at the end, with numbers beside it. */
export function RoundTripGraph({ times }: { times: readonly number[] }) {
  const now = times.at(-1);
  if (now === undefined) return <>{CONNECTION.measuring}</>;
  const slowest = Math.max(...times);
  const range = Math.max(RANGE_MS_MIN, slowest);
  const points = times.map((ms, i) => {
    const x = WIDTH * (i + TIMES_MAX - times.length) / (TIMES_MAX - 1);
    return `${x.toFixed(1)},${(HEIGHT - 2 - (HEIGHT - 4) * ms / range).toFixed(1)}`;
  });
  return (
    <>
      <svg class="round-trips" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
        <polyline points={points.join(" ")} />
      </svg>{" "}
      {CONNECTION.roundTripNow({ now: Math.round(now), slowest: Math.round(slowest) })}
    </>
  );
}
