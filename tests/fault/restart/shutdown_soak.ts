/** `deno task soak:shutdown [boards]`: stops a server with many unsaved boards; default 500. */
import { shutDown } from "./shutdown_run.ts";

const boards = Number(Deno.args[0] ?? 500);
const { code, ms, unconfirmed, seen, saved } = await shutDown({ boards, seed: 1 });
console.log(`${boards} boards, ${unconfirmed} of them unsaved: ended after ${Math.round(ms)} ms with code ${code}`);
console.log(`${saved} of ${seen} strokes are there`);
Deno.exit(code === 0 && ms < 4_500 && saved === seen ? 0 : 1);
