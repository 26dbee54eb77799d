// The help: what the words mean, how far to trust what is decoded, how to bring networks of one's own, and the keys.

import type { Kind, Term } from "../kinds/port.ts";
import { el, textButton } from "../kit/dom.ts";
import { AMONG, SPARSE, type Trust } from "../kit/trust.ts";
import { keyGroups } from "./keys.ts";

const WORDS: readonly Term[] = [
  { word: "Zoo", meaning: "The trained networks that a space was made from. Those it learned from are training networks; held-out ones it has never seen." },
  { word: "Latent", meaning: "A point of the learned space, a list of numbers. The encoder reads a network and gives its latent; the decoder makes weights of any latent." },
  { word: "Map", meaning: "A picture of all latents in two dimensions (UMAP). Near on it is mostly near in the space; far is not always far." },
  { word: "PRep", meaning: "Parameter representation: all parameters of a network in one table of numbers, filled up with zeros." },
  { word: "R²", meaning: "How well a label can be read off a latent, measured on held-out networks: 1 is exact, 0 no better than always saying the mean." },
  { word: "Raw weights", meaning: "The two networks' parameters averaged, without the space: what its paths must beat." },
];

const STANDINGS: readonly [trust: Trust, word: string, meaning: string][] = [
  ["good", "Among its neighbours", `At most ${AMONG} times as far from the nearest network as networks usually are from each other. What is decoded is in between of what the space has learned.`],
  ["middling", "A sparse region", `Up to ${SPARSE} times as far. It may be sound; look twice.`],
  ["bad", "An empty region", "Farther than that: out of distribution. The space knows nothing here, and what is decoded means little."],
  ["none", "Training network, held-out network", "A network of the zoo itself, decoded from its own latent."],
  ["none", "Not of this space", "Averaged weights have no latent, and so no distance. What the encoder reads them as is named."],
];

export type HelpPage = "words" | "trust" | "own" | "keys";

export class Help {
  readonly root: HTMLDialogElement;
  private readonly tabs: HTMLButtonElement[];
  private readonly pages: HTMLElement[];

  constructor(private readonly kind: Kind) {
    const made: [HelpPage, string, HTMLElement][] = [
      ["words", "Words", terms([...WORDS, ...kind.words.glossary])],
      ["trust", "How far to trust it", this.standings()],
      ["own", "Your own networks", this.own()],
      ["keys", "Keys", this.keys()],
    ];
    const name = `nx-help-${Math.random().toString(36).slice(2)}`; // ids are of the whole page
    this.tabs = made.map(([page, title], k) => {
      const tab = textButton(title, title, () => this.turn(k), "nx-tab");
      for (const [attribute, value] of [["role", "tab"], ["id", `${name}-${page}-tab`], ["aria-controls", `${name}-${page}`]] as const) tab.setAttribute(attribute, value);
      return tab;
    });
    this.pages = made.map(([page, , content]) =>
      el("div", { class: "nx-help-page", attributes: { role: "tabpanel", id: `${name}-${page}`, "aria-labelledby": `${name}-${page}-tab`, tabindex: "0" } }, content),
    );
    const tabs = el("div", { class: "nx-help-tabs", attributes: { role: "tablist", "aria-label": "Help" } }, ...this.tabs);
    tabs.addEventListener("keydown", (event) => this.arrows(event));
    const close = textButton("Close", "Close (Escape)", () => this.root.close(), "nx-primary");
    this.root = el(
      "dialog",
      { class: "nx-dialog nx-help", attributes: { "aria-label": "Help" } },
      tabs,
      ...this.pages,
      el("div", { class: "nx-dialog-foot" }, el("span", { class: "nx-space" }), close),
    );
    this.turn(0);
  }

  open(): void {
    if (!this.root.open) this.root.showModal();
  }

  private turn(to: number): void {
    this.tabs.forEach((tab, k) => {
      tab.setAttribute("aria-selected", String(k === to));
      tab.tabIndex = k === to ? 0 : -1;
    });
    this.pages.forEach((page, k) => (page.hidden = k !== to));
  }

  private arrows(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const here = this.tabs.findIndex((tab) => tab.tabIndex === 0);
    const to = (here + by + this.tabs.length) % this.tabs.length;
    this.turn(to);
    this.tabs[to]!.focus();
    event.preventDefault();
  }

  private standings(): HTMLElement {
    const { noun } = this.kind.words;
    const rows = STANDINGS.flatMap(([trust, word, meaning]) => [
      el("dt", {}, el("span", { class: "nx-dot", attributes: { "data-trust": trust, "aria-hidden": "true" } }), el("b", { text: word })),
      el("dd", { text: meaning }),
    ]);
    const intro = `How far the ${noun} is from the networks of the zoo, in the space, stands under its title and over the path.`;
    const sheet = "On the contact sheet, dashed pictures lie where no network is near on the map. Of such places, and of the probe, the distance on the map is said, too.";
    return el("div", {}, el("p", { text: intro }), el("dl", { class: "nx-terms nx-standings" }, ...rows), el("p", { class: "nx-faint", text: sheet }));
  }

  private own(): HTMLElement {
    const { from, commands } = this.kind.words.making;
    return el(
      "div",
      {},
      el("p", { text: "By clicks: “New space”, beside the list of spaces above. Choose a folder or upload a zip, see what was recognised, train, open." }),
      el("p", { text: "Or on the command line:" }),
      el("p", { class: "nx-faint", text: from }),
      ...commands.map(shell),
      ...(commands.some((command) => command.includes(" import ")) ? [] : imported()),
      el("p", { text: "One file alone, to see where it lies in this space: drop it below, where networks are read." }),
    );
  }

  private keys(): HTMLElement {
    const groups = keyGroups(this.kind.tools).map(([title, keys]) =>
      el(
        "div",
        {},
        el("h4", { text: title }),
        el("dl", {}, ...keys.flatMap(([key, what]) => [el("dt", {}, ...caps(key)), el("dd", { text: what })])),
      ),
    );
    const focus = `On the map and on the ${this.kind.words.noun}, arrow keys move what has the focus. Tab goes from one part to the next.`;
    return el("div", {}, el("div", { class: "nx-help-groups" }, ...groups), el("p", { class: "nx-faint", text: focus }));
  }
}

function terms(all: readonly Term[]): HTMLElement {
  return el("dl", { class: "nx-terms" }, ...all.flatMap(({ word, meaning }) => [el("dt", {}, el("b", { text: word })), el("dd", { text: meaning })]));
}

function imported(): HTMLElement[] {
  return [
    el("p", { class: "nx-faint", text: "Networks that you have trained, of any form, become a zoo where they lie:" }),
    shell("python -m explorer import DIR --network my_nets.py:make_net --example example.npz --out zoos/mine"),
  ];
}

/** A line for a command line; where it has no room it is scrolled, also by keys. */
function shell(command: string): HTMLElement {
  return el("pre", { class: "nx-command", attributes: { tabindex: "0", "aria-label": "Command" } }, el("code", { text: command }));
}

function caps(keys: string): HTMLElement[] {
  return keys.split(/\s+/).map((key) => el("kbd", { text: key }));
}
