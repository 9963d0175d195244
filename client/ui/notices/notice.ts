/** A notice that is shown for a moment. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  /** Shows what the notice is about. */
  readonly open?: () => void;
  /** True for a mention or a reply. */
  readonly concernsMe: boolean;
}
