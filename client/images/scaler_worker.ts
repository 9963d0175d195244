/** The worker in which pictures are scaled. One request at a time; `Scaler` sends them. */
import { prepare, type PreparedRequest } from "./scaling.ts";

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<PreparedRequest>) => void;
  postMessage: (answer: unknown) => void;
};

scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage({ prepared: await prepare(data) });
  } catch (error) {
    scope.postMessage({ problem: (error as Error).name });
  }
};
