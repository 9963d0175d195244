import { CONNECTION } from "../../messages/en/connection/connection.ts";
import { DIRECT } from "../../messages/en/connection/direct.ts";

const WIDTH = 90, HEIGHT = 28;
/** The graph shows at least this range, ms, so that small differences look small. */
const RANGE_MS_MIN = 20;
const STEP = 1.5;

/** Round-trip times as bars, the newest at the end, with numbers beside them. */
export function RoundTripGraph({ times }: { times: readonly number[] }) {
  const now = times.at(-1);
  if (now === undefined) return <>{CONNECTION.measuring}</>;
  const slowest = Math.max(...times);
  const range = Math.max(RANGE_MS_MIN, slowest);
  const bars = times.map((ms, i) => {
    const x = WIDTH - STEP * (times.length - i - 0.5);
    return `M${x} ${HEIGHT}v-${Math.max(1, HEIGHT * ms / range).toFixed(1)}`;
  });
  return (
    <>
      <svg class="round-trips" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
        <path d={bars.join("")} />
      </svg>{" "}
      {times.length === 1
        ? DIRECT.milliseconds({ count: Math.round(now) })
        : CONNECTION.roundTripNow({ now: Math.round(now), slowest: Math.round(slowest) })}
    </>
  );
}
