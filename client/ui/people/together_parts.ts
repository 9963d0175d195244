import { PeopleList } from "./people_list.tsx";
import { Together } from "./together.tsx";

/** What people who are here together need. One module compresses better than two. */
export const TOGETHER_PARTS = { list: PeopleList, together: Together };
