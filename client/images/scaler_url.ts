/** The build makes a file of the worker and puts its address here (`dev/worker_files.ts`). */
export const SCALER_URL: URL = new URL("./scaler_worker.ts", import.meta.url);
