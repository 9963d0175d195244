import type { Mention } from "../../../../board/talk/mention.ts";
import { TALK } from "../../../messages/en/people/talk.ts";

interface MentionListProps {
  readonly id: string;
  readonly people: readonly Mention[];
  readonly active: number;
  readonly pick: (person: Mention) => void;
}

/** The people who fit what is typed after `@`. The field keeps the focus. */
export function MentionList({ id, people, active, pick }: MentionListProps) {
  return (
    <ul id={id} class="mention-list panel" role="listbox" aria-label={TALK.mention}>
      {people.map((person, i) => (
        <li
          key={person.author}
          id={`${id}-${i}`}
          role="option"
          class="item"
          aria-selected={i === active}
          dir="auto"
          onPointerDown={(event) => {
            event.preventDefault();
            pick(person);
          }}
        >
          {person.name}
        </li>
      ))}
    </ul>
  );
}
