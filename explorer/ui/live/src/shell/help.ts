// The help: what the words mean, how far to trust what is decoded, how to bring networks of one's own, and the keys.
// What it says is in help.json, for the plain view says it, too.

import said from "../../../help.json" with { type: "json" };
import type { Kind, Term } from "../kinds/port.ts";
import { el, textButton } from "../kit/dom.ts";
import { AMONG, SPARSE, type Trust } from "../kit/trust.ts";
import { keyGroups } from "./keys.ts";

const STANDINGS = said.standings.map(({ trust, word, meaning }): [trust: Trust, word: string, meaning: string] => [
  trust as Trust,
  word,
  meaning.replace("{among}", String(AMONG)).replace("{sparse}", String(SPARSE)),
]);

export type HelpPage = "words" | "trust" | "own" | "keys";

export class Help {
  readonly root: HTMLDialogElement;
  private readonly tabs: HTMLButtonElement[];
  private readonly pages: HTMLElement[];

  constructor(private readonly kind: Kind) {
    const made: [HelpPage, string, HTMLElement][] = [
      ["words", "Words", terms([...said.words, ...kind.words.glossary])],
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
      el("p", { text: said.own.clicks }),
      el("p", { text: said.own.commands }),
      el("p", { class: "nx-faint", text: from }),
      ...commands.map(shell),
      ...(commands.some((command) => command.includes(" import ")) ? [] : imported()),
      el("p", { text: said.own.one }),
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
    el("p", { class: "nx-faint", text: said.own.imported }),
    shell(said.own.import),
  ];
}

/** A line for a command line; where it has no room it is scrolled, also by keys. */
function shell(command: string): HTMLElement {
  return el("pre", { class: "nx-command", attributes: { tabindex: "0", "aria-label": "Command" } }, el("code", { text: command }));
}

function caps(keys: string): HTMLElement[] {
  return keys.split(/\s+/).map((key) => el("kbd", { text: key }));
}
