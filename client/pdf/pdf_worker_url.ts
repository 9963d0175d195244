/** The build makes a file of the worker and puts its address here (`dev/worker_files.ts`). */
export const PDF_WORKER: URL = new URL("./pdf_worker.ts", import.meta.url);
