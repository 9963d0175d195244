/** Closes the panel around a button when it is pressed, then runs something. */
export function closing(run: () => void): (event: Event) => void {
  return (event) => {
    closePanel(event);
    run();
  };
}

/** Closes the panel around the element that listens. */
export function closePanel({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).closest<HTMLElement>("[popover]")?.hidePopover();
}
