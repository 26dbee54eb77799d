// A file that is dropped anywhere on the page goes to the panel below that reads files; else the browser would leave the
// page for it.

const PANEL = ".st-key-read_open"; // as explorer/ui/read_panel.py calls it
const FIELD = `${PANEL} input[type=file]`;
const OWN = "[data-testid=stFileUploaderDropzone]"; // Streamlit takes what is dropped there
const PATIENCE_MS = 20_000; // the page's script draws the panel's inside, when it is opened first
const LOOK_MS = 50;
const GONE_MS = 250; // so long after the last sign of a file it has been carried away

/** Takes files that are dropped on the page; gives what ends that. */
export function takeDrops(over: HTMLElement, say: (text: string) => void): () => void {
  let timer = 0;
  const mark = (on: boolean): void => {
    clearTimeout(timer);
    over.classList.toggle("nx-dropping", on);
    if (on) timer = window.setTimeout(() => mark(false), GONE_MS);
  };
  const carry = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files") || isOwn(event)) return;
    event.preventDefault(); // it may be dropped here
    mark(true);
  };
  const drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (!file || isOwn(event)) return;
    event.preventDefault();
    mark(false);
    void give(file, say);
  };
  document.addEventListener("dragover", carry);
  document.addEventListener("drop", drop);
  return () => {
    mark(false);
    document.removeEventListener("dragover", carry);
    document.removeEventListener("drop", drop);
  };
}

function isOwn(event: DragEvent): boolean {
  return event.target instanceof Element && event.target.closest(OWN) !== null;
}

/** Opens the panel, if need be, and hands it the file as if it had been chosen there. */
async function give(file: File, say: (text: string) => void): Promise<void> {
  const panel = document.querySelector(PANEL);
  if (!panel) {
    say("This space reads no files.");
    return;
  }
  say(`${file.name} is given to the panel below …`);
  if (!document.querySelector(FIELD)) panel.querySelector("summary")?.click();
  const field = await appeared();
  if (!field) {
    say("The panel that reads files did not open: open it below, and choose the file there.");
    return;
  }
  const carried = new DataTransfer();
  carried.items.add(file);
  field.files = carried.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

async function appeared(): Promise<HTMLInputElement | null> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
    const field = document.querySelector<HTMLInputElement>(FIELD);
    if (field) return field;
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
  return null;
}
