import { isSlug } from "../../../board/id.ts";
import { hexOf, type Theme } from "../../../board/palette.ts";
import type { Me } from "../../editor/editor.ts";
import { initialsOf } from "./initials.ts";

interface FaceProps {
  readonly person: Me;
  readonly theme: Theme;
  readonly className?: string;
}

/**
 * The initials of a person, and over them the picture of the account. The token of the picture comes from another page
 * and may be anything. The browser requests it only from this server, and shows the initials if it does not load.
 */
export function Face({ person: { name, color, picture }, theme, className = "face" }: FaceProps) {
  const src = pictureAddress(picture);
  return (
    <span class={className} aria-hidden="true" style={{ "--color": hexOf(color, theme) }}>
      {initialsOf(name)}
      {src && <img key={src} src={src} alt="" onError={hide} />}
    </span>
  );
}

/** The address of the picture with this token. @returns undefined if the value cannot be a token */
export function pictureAddress(token: unknown): string | undefined {
  return isSlug(token) ? `/api/account/pictures/${token}` : undefined;
}

function hide({ currentTarget }: { readonly currentTarget: HTMLElement }): void {
  currentTarget.hidden = true;
}
