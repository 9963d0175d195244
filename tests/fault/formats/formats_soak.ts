/** `deno task soak:formats [files] [seed]`: 1,000 mutated files of each kind unless told otherwise. */
import { readMutatedFiles } from "./formats_run.ts";

const { read, refused, longest } = await readMutatedFiles(Number(Deno.args[0] ?? 1_000), Number(Deno.args[1] ?? 1));
console.log(`${read} files read, ${refused} refused, at most ${Math.round(longest)} ms`);
