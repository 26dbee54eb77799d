// The bar under map and viewer: both ends, the track between them, and what kind of path it is.

import type { Kind } from "../kinds/port.ts";
import type { About, Course, Curve, PathKind } from "../types.ts";
import { el, iconButton, setAttribute, setHidden, setPressed, setText, textButton } from "../kit/dom.ts";
import { icon, setIcon } from "../kit/icons.ts";
import { anchorsOf, PATH_KINDS, type View } from "./state.ts";
import { Track, type TrackEvents } from "./track.ts";
import type { Namer } from "../kit/words.ts";
import { PATH_HELP, PATH_WORDS } from "./titles.ts";
import { Walks } from "./walks.ts";

export interface JourneyEvents extends TrackEvents {
  look(id: number): void;
  path(kind: PathKind): void;
  versus(kind: PathKind | null): void;
  spline(on: boolean): void;
  play(): void;
  swap(): void;
  removeStop(): void;
  walk(ids: readonly number[]): void; // past these, in order
  list(): void;
  optimize(): void;
  steer(): void;
  show(): void;
  help(): void;
}

export interface JourneyState {
  view: View;
  course: Course | null;
  name: Namer;
  thumbnail(id: number): string | undefined;
  spoken: string;
  ratio: number | null;
  ready(t: number): boolean;
  held: number;
  curves: (Curve | null)[]; // what the networks on the path, and on the one beside it, are worth
  about: About | null;
  steering: boolean; // whether the panel that steers is open
}

export class Journey {
  readonly root: HTMLElement;
  readonly track: Track;
  readonly listButton: HTMLButtonElement;
  private readonly steer: HTMLButtonElement;
  private readonly listCount = el("span");
  private readonly ends: [End, End];
  private readonly play: HTMLButtonElement;
  private readonly kinds = new Map<PathKind, HTMLInputElement>();
  private readonly versus: HTMLSelectElement;
  private readonly spline: HTMLInputElement;
  private readonly splineLabel: HTMLElement;
  private readonly removeStop: HTMLButtonElement;
  private readonly walks: Walks;
  private readonly hint = el("p", {
    class: "nx-hint",
    text: "Click a network on the map, then “Set as A” or “Set as B”. Shift and click adds a stop.",
  });

  constructor(kind: Kind, events: JourneyEvents) {
    this.track = new Track(events, kind.curve, kind.words.nouns);
    this.ends = [new End("A", events.look), new End("B", events.look)];
    this.play = iconButton(icon("play"), "Play", events.play, "space");
    this.play.classList.add("nx-play");
    this.versus = el("select", { class: "nx-select", attributes: { "aria-label": "Beside it" } });
    this.versus.addEventListener("change", () => events.versus((this.versus.value || null) as PathKind | null));
    this.spline = el("input", { attributes: { type: "checkbox" } });
    this.spline.addEventListener("change", () => events.spline(this.spline.checked));
    this.splineLabel = el("label", { class: "nx-check", title: "A smooth curve through the stops" }, this.spline, "Smooth");
    this.removeStop = textButton("Remove stop", "Remove the chosen stop, or the one next to the handle", events.removeStop);
    this.walks = new Walks(kind.tours, events.walk);
    this.listButton = textButton("", "Networks saved for show mode", events.list);
    this.listButton.append(icon("list"), this.listCount);
    const show = textButton("Show", "Show mode: full screen, for a talk (S)", events.show, "nx-primary");
    show.prepend(icon("show"));
    const optimize = textButton("Optimize", `Let the latent walk toward ${kind.optimizing.toward}`, events.optimize);
    optimize.prepend(icon("climb"));
    this.steer = textButton("Steer", "Change what is shown by what it means: wider, higher back, … (D)", events.steer);
    this.steer.prepend(icon("steer"));
    this.root = el(
      "section",
      { class: "nx-journey", attributes: { "aria-label": "The path from A to B" } },
      el("div", { class: "nx-way" }, this.ends[0].root, el("div", { class: "nx-middle" }, this.track.root, this.hint), this.ends[1].root),
      el(
        "div",
        { class: "nx-controls" },
        this.play,
        this.segmented(events),
        el("label", { class: "nx-labelled" }, el("span", { class: "nx-faint", text: "Beside it" }), this.versus),
        this.walks.root,
        this.splineLabel,
        this.removeStop,
        iconButton(icon("swap"), "Swap A and B", events.swap, "X"),
        el("span", { class: "nx-space" }),
        this.steer,
        optimize,
        this.listButton,
        show,
        iconButton(icon("help"), "Help: words, trust, your own networks, keys", events.help, "?"),
      ),
    );
  }

  render(state: JourneyState): void {
    const { view, course } = state;
    const anchors = anchorsOf(view);
    this.ends[0].render(view.a, state);
    this.ends[1].render(view.b, state);
    setHidden(this.hint, anchors.length >= 2);
    setHidden(this.track.root, anchors.length < 2);
    setHidden(this.splineLabel, anchors.length < 3);
    setHidden(this.removeStop, anchors.length < 3);
    this.spline.checked = view.spline;
    this.play.disabled = course === null;
    setIcon(this.play, view.play ? "pause" : "play");
    setAttribute(this.play, "aria-label", view.play ? "Pause" : "Play");
    setPressed(this.play, view.play);
    setPressed(this.steer, state.steering);
    setText(this.listCount, view.tour.length > 0 ? `List ${view.tour.length}` : "List");
    for (const [kind, input] of this.kinds) input.checked = kind === view.path;
    this.renderVersus(view);
    this.walks.render(state.about, anchors);
    this.track.render({
      t: view.t,
      course,
      spoken: state.spoken,
      ratio: state.ratio,
      ready: state.ready,
      held: state.held,
      stopNames: anchors.map(state.name),
      curves: state.curves,
      about: state.about,
    });
  }

  private renderVersus(view: View): void {
    if (this.versus.dataset.path !== view.path) {
      this.versus.dataset.path = view.path;
      const others = PATH_KINDS.filter((kind) => kind !== view.path);
      this.versus.replaceChildren(
        el("option", { text: "nothing", attributes: { value: "" } }),
        ...others.map((kind) => el("option", { text: PATH_WORDS[kind].toLowerCase(), attributes: { value: kind } })),
      );
    }
    if (this.versus.value !== (view.versus ?? "")) this.versus.value = view.versus ?? "";
  }

  private segmented(events: JourneyEvents): HTMLElement {
    const name = `nx-path-${Math.random().toString(36).slice(2)}`; // radio groups are of the whole page
    const options = PATH_KINDS.map((kind) => {
      const input = el("input", { attributes: { type: "radio", name, value: kind } });
      input.addEventListener("change", () => events.path(kind));
      this.kinds.set(kind, input);
      return el("label", { title: PATH_HELP[kind] }, input, el("span", { text: PATH_WORDS[kind] }));
    });
    return el("div", { class: "nx-segmented", attributes: { role: "radiogroup", "aria-label": "Kind of path" } }, ...options);
  }
}

/** One end of the path: its picture and name; a click looks at it. */
class End {
  readonly root: HTMLButtonElement;
  private readonly image = el("img", { attributes: { alt: "" } });
  private readonly label = el("span", { class: "nx-end-name" });
  private id: number | null = null;

  constructor(
    letter: "A" | "B",
    look: (id: number) => void,
  ) {
    this.root = el(
      "button",
      { class: "nx-end", attributes: { type: "button" } },
      el("span", { class: "nx-end-picture" }, this.image),
      el("span", { class: "nx-end-label" }, el("span", { class: "nx-letter", text: letter }), " ", this.label),
    );
    this.root.addEventListener("click", () => {
      if (this.id !== null) look(this.id);
    });
  }

  render(id: number | null, state: JourneyState): void {
    this.id = id;
    const name = id === null ? "not chosen" : state.name(id);
    setText(this.label, name);
    setAttribute(this.root, "title", id === null ? name : `Look at ${name}`); // whole, however little room there is
    this.root.disabled = id === null;
    const url = id === null ? undefined : state.thumbnail(id);
    setHidden(this.image, url === undefined);
    if (url && this.image.getAttribute("src") !== url) this.image.src = url;
  }
}
