// Streamlit sends a component's script with every page; this small one draws a still map at once, and fetches the large
// one, which the browser keeps. The live view takes the still map's canvas over until it has drawn its own.

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".explorer-live");
  root.newest = component;
  if (data.style && !document.querySelector(`link[href="${data.style}"]`)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: data.style }));
  }
  if (!root.firstChild) show(root, data);
  import(new URL(data.script, document.baseURI))
    .then((module) => {
      if (root.newest === component) root.cleanUp = module.default(component);
    })
    .catch((error) => {
      root.textContent = `The live view could not be loaded: ${error.message} Start the app with: streamlit run app.py`;
    });
  // Also called between two updates of the same element: only one that has left the page is done.
  return () => setTimeout(() => root.isConnected || root.cleanUp?.());
}

const MARGIN = 34; // as in map/scene.ts, so that nothing moves when the live map comes
const ALONE = 1000; // pixels; a window that is not wider has the map above what is shown, not beside it
const TOOLS = 42; // pixels of the live view's height above its map
const BELOW = 204; // and below it: a legend of two lines, and the path

/** Shows the map as a picture, at the place of the live one. */
function show(root, data) {
  const alone = innerWidth <= ALONE;
  const all = `min(${data.height}px, max(540px, 100vh - 100px))`;
  const height = alone ? "clamp(260px, 42vh, 380px)" : `calc(${all} - ${TOOLS + BELOW}px)`;
  const canvas = Object.assign(document.createElement("canvas"), { ariaHidden: "true" });
  canvas.style.cssText = `position: absolute; inset: 0 auto auto 0; width: 100%; height: ${height}`;
  const stage = document.createElement("div");
  const width = alone ? "100%" : "calc((100% - 28px) * 11 / 21)";
  stage.style.cssText = `position: relative; top: ${TOOLS}px; width: ${width}; height: ${height}`;
  stage.append(canvas);
  const room = document.createElement("div");
  room.style.height = alone ? "auto" : all;
  room.append(stage);
  room.role = "img";
  room.ariaLabel = data.first.said;
  root.append(room);
  draw(canvas, data); // before the large script takes the browser's time
  new ResizeObserver(() => draw(canvas, data)).observe(canvas); // another size, also where the live view has put it
}

function draw(canvas, { first, theme, link }) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const pen = canvas.getContext("2d");
  if (!pen || !width || !height) return;
  const ratio = Math.min(devicePixelRatio || 1, 2);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  pen.scale(ratio, ratio);
  const bytes = Uint8Array.from(atob(first.points), (letter) => letter.charCodeAt(0));
  const count = bytes.length / 5;
  const places = new DataView(bytes.buffer);
  const [left, bottom, right, top] = first.box;
  const room = (side) => Math.max(side - 2 * MARGIN, side / 2, 1);
  const whole = Math.min(room(width) / Math.max(right - left, 1e-6), room(height) / Math.max(top - bottom, 1e-6));
  const [x, y, half] = (link.map ?? "").split(",").map(Number);
  const asked = half > 0; // the address names a part of the map
  const scale = asked ? width / (2 * half) : whole;
  const [cx, cy] = asked ? [x, y] : [(left + right) / 2, (bottom + top) / 2];
  const crowd = Math.min(4, 3.3 * (1500 / Math.max(first.count, 300)) ** 0.16);
  const side = Math.min(1.25, Math.max(0.55, (Math.min(width, height) / 500) ** 0.5));
  const radius = Math.min(7, Math.max(1.6, crowd * side * Math.max(scale / whole, 0.2) ** 0.3));
  const colours = first[theme === "dark" ? "dark" : "light"];
  const paper = getComputedStyle(canvas).getPropertyValue("--st-background-color") || (theme === "dark" ? "#11161D" : "#FFFFFF");
  pen.globalAlpha = 225 / 255;
  for (let k = 0; k < count; k++) {
    const px = width / 2 + (left + (places.getUint16(2 * k, true) / 65535) * (right - left) - cx) * scale;
    const py = height / 2 - (bottom + (places.getUint16(2 * (count + k), true) / 65535) * (top - bottom) - cy) * scale;
    const mark = bytes[4 * count + k];
    const ring = mark >= 128;
    disc(pen, px, py, ring ? radius * 1.2 : radius, ring ? paper : colours[mark], 0.6, paper);
    if (ring) disc(pen, px, py, radius * 1.2 - 0.9, null, 1.75, colours[mark - 128]);
  }
}

function disc(pen, x, y, radius, fill, width, stroke) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  if (fill) {
    pen.fillStyle = fill;
    pen.fill();
  }
  pen.lineWidth = width;
  pen.strokeStyle = stroke;
  pen.stroke();
}
