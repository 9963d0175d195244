/** The module that a worker runs. It does one job at a time. */
import { piecesOf } from "./jobs.ts";
import type { Assignment, Report } from "./messages.ts";

addEventListener("message", ({ data }: MessageEvent<Assignment>) => void work(data));
report({ kind: "ready" });

async function work({ job, heapBytesMax }: Assignment): Promise<void> {
  let isTooLarge = false;
  try {
    for await (const bytes of piecesOf(job)) {
      isTooLarge = Deno.memoryUsage().heapUsed > heapBytesMax;
      if (isTooLarge) throw new Error(`Cannot finish the job as it takes more than ${heapBytesMax} bytes`);
      report({ kind: "piece", bytes }, [bytes.buffer]);
    }
    report({ kind: "done", heapBytes: Deno.memoryUsage().heapTotal });
  } catch (error) {
    report({ kind: "failed", message: error instanceof Error ? error.message : String(error), isTooLarge });
  }
}

function report(report: Report, transfer: Transferable[] = []): void {
  self.postMessage(report, { transfer });
}
