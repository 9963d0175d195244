/** `deno task soak:formats [files] [seed] [kind]`: 1,000 mutated files of each kind unless told otherwise. */
import { readMutatedFiles } from "./formats_run.ts";

const [files = 1_000, seed = 1] = Deno.args.slice(0, 2).map(Number);
const { read, refused, longest } = await readMutatedFiles(files, seed, Deno.args[2]);
console.log(`${read} files read, ${refused} refused, at most ${Math.round(longest)} ms`);
