// Which session this tab had before it was loaded again: the server gives the new one what the old one had.

const KEY = "netspace-session";

export class Remembered {
  /** The name of the session before; "": there is none, or the server has been told. */
  before: string;

  constructor(
    private readonly session: string,
    private readonly store: Pick<Storage, "getItem" | "setItem"> | null = storage(),
  ) {
    const known = store?.getItem(KEY) ?? "";
    this.before = known === session ? "" : known;
  }

  /** The server knows of it: from now on this session is the one to come back to. */
  told(): void {
    this.before = "";
    this.store?.setItem(KEY, this.session);
  }
}

/** What the tab keeps while it is open; null where the browser keeps nothing for pages. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null; // forbidden by the browser's settings: stars are lost with a reload, all else works
  }
}
