import { Mark } from "./icon.tsx";

/** The whole page when a link opens nothing: what happened, and a way on. */
export function Refused({ reason }: { reason: string }) {
  return (
    <main class="refused">
      <Mark />
      <h1>This board can’t be opened</h1>
      <p>{reason}</p>
      <a class="primary" href="/">Go to the start page</a>
    </main>
  );
}
