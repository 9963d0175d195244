import { until } from "../until.ts";

interface Point {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The value; for a histogram, the count. */
  readonly value: number;
  readonly bounds?: readonly number[];
}

interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly points: readonly Point[];
}

/** Receives what a process exports by OTLP as JSON over HTTP. */
export class Collector implements AsyncDisposable {
  /** Everything that was received, unchanged. */
  readonly bodies: { readonly path: string; readonly text: string }[] = [];
  readonly metrics = new Map<string, Metric>();
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor() {
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
      const text = await request.text();
      this.bodies.push({ path: new URL(request.url).pathname, text });
      for (const metric of metricsIn(JSON.parse(text))) this.metrics.set(metric.name, metric);
      return Response.json({});
    });
  }

  /**
   * The environment with which a process exports to this collector: logs after 0.2 s, and metrics when it exits or as
   * often as `metricsEveryMs`. Deno 2.9 sometimes hangs when it exits while it exports metrics, so a test that stops its
   * server in the usual way does not ask for that.
   */
  env({ metricsEveryMs }: { readonly metricsEveryMs?: number } = {}): Record<string, string> {
    return {
      ...metricsEveryMs === undefined ? {} : { OTEL_METRIC_EXPORT_INTERVAL: String(metricsEveryMs) },
      OTEL_DENO: "true",
      OTEL_DENO_TRACING: "false",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${this.#server.addr.port}`,
      OTEL_BLRP_SCHEDULE_DELAY: "200",
    };
  }

  /** The newest value with these attributes; undefined while there is none. */
  value(name: string, attributes: Readonly<Record<string, unknown>> = {}): number | undefined {
    const points = this.metrics.get(name)?.points ?? [];
    return points.find((point) => Object.entries(attributes).every(([key, value]) => point.attributes[key] === value))
      ?.value;
  }

  async until(name: string, attributes: Readonly<Record<string, unknown>>, condition: (value: number) => boolean) {
    await until(`${name} ${JSON.stringify(attributes)}: ${condition}`, () => {
      const value = this.value(name, attributes);
      return value !== undefined && condition(value);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

// deno-lint-ignore no-explicit-any -- OTLP as JSON, of which only what tests look at is read
type Json = any;

function metricsIn(body: Json): Metric[] {
  const scopes: Json[] = (body.resourceMetrics ?? []).flatMap(({ scopeMetrics }: Json) => scopeMetrics);
  return scopes.flatMap(({ metrics }) => metrics).map(({ name, unit, description, ...kinds }: Json) => {
    const points: Json[] = (kinds.gauge ?? kinds.sum ?? kinds.histogram).dataPoints;
    return { name, unit, description, points: points.map(toPoint) };
  });
}

function toPoint({ attributes, asInt, asDouble, count, explicitBounds }: Json): Point {
  return {
    attributes: Object.fromEntries(attributes.map(({ key, value }: Json) => [key, Object.values(value)[0]])),
    value: Number(asInt ?? asDouble ?? count),
    bounds: explicitBounds,
  };
}
