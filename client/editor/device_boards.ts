/** A board with a copy on this device. */
export interface DeviceBoard {
  /** Every link under which something of it is kept. */
  readonly slugs: readonly string[];
  /** Undefined for one that is not in the list of boards any more. */
  readonly title: string | undefined;
  readonly bytes: number;
  /** Changes and pictures that no server has. */
  readonly unsaved: number;
  /** True for the board of this page, which goes on writing to its copy. */
  readonly isOpen: boolean;
}

/** The copies of boards on this device. */
export interface DeviceBoards {
  /** The largest first. */
  list(): Promise<readonly DeviceBoard[]>;
  /** Bytes of everything that this site keeps here; undefined where the browser does not tell. */
  used(): Promise<number | undefined>;
  /** Removes a copy. Resolves when it is gone. */
  remove(board: DeviceBoard): Promise<void>;
}
