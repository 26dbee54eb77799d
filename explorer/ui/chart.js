// A plotly figure that is updated in place: st.plotly_chart makes a new one whenever the figure changes, which
// flickers and forgets the camera. One chart may also change the layout of another ("follow"): the viewer moves
// the handle on the map without the map being sent or drawn again.

const shared = (window.explorerCharts ??= { loading: undefined, followed: {} });

function loadPlotly(path) {
  shared.loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(path, document.baseURI);
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      shared.loading = undefined; // the next update tries again
      reject(new Error(`The server did not give ${path}. Start the app with: streamlit run app.py`));
    };
    document.head.append(script);
  });
  return shared.loading;
}

function follow(Plotly, name) {
  const chart = document.querySelector(`[data-chart="${name}"]`);
  if (chart?.data && shared.followed[name]) return Plotly.relayout(chart, shared.followed[name]);
}

// Scenes side by side are seen by one camera.
function linkCameras(Plotly, chart) {
  const scenes = Object.keys(chart.layout).filter((key) => /^scene\d*$/.test(key));
  if (scenes.length < 2 || chart.linked) return;
  chart.linked = true;
  const copy = (event) => {
    const moved = Object.keys(chart.layout).find((key) => event[`${key}.camera`]);
    if (!moved || chart.copying) return;
    const update = {};
    for (const key of Object.keys(chart.layout)) {
      if (/^scene\d*$/.test(key) && key !== moved) update[`${key}.camera`] = event[`${moved}.camera`];
    }
    if (!Object.keys(update).length) return;
    chart.copying = true;
    Plotly.relayout(chart, update).finally(() => (chart.copying = false));
  };
  chart.on("plotly_relayout", copy);
  chart.on("plotly_relayouting", copy);
}

function listen(Plotly, chart) {
  if (chart.listening) return;
  chart.listening = true;
  chart.on("plotly_click", (event) => {
    const id = event.points?.[0]?.id;
    if (id !== undefined && id !== null) chart.picked(Number(id));
  });
  new ResizeObserver(() => chart.offsetWidth && chart.isConnected && Plotly.Plots.resize(chart)).observe(chart);
}

async function drawAll(chart) {
  let data;
  while (data !== chart.newest) {
    data = chart.newest;
    try {
      await draw(await loadPlotly(data.plotly), chart, data);
    } catch (error) {
      chart.textContent = error.message;
    }
  }
}

const GL = /gl$|3d$|^(surface|cone|streamtube|volume|isosurface)$/; // traces that plotly draws by WebGL

function webgl() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

async function draw(Plotly, chart, data) {
  const figure = JSON.parse(data.figure);
  if (figure.data.some((trace) => GL.test(trace.type ?? "")) && !(shared.webgl ??= webgl())) {
    chart.lacking(); // the server sends figures that need none
    return;
  }
  await Plotly.react(chart, figure.data, figure.layout, data.config);
  listen(Plotly, chart);
  linkCameras(Plotly, chart);
  if (data.follow) Object.assign(shared.followed, data.follow);
  for (const name of [data.name, ...Object.keys(data.follow ?? {})]) await follow(Plotly, name);
  chart.dataset.drawn = Number(chart.dataset.drawn ?? 0) + 1;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const chart = parentElement.querySelector(".explorer-chart");
  chart.dataset.chart = data.name;
  chart.style.height = `${data.height}px`;
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", data.description);
  chart.lacking = () => setTriggerValue("nowebgl", true);
  chart.picked = (id) => setTriggerValue("picked", id);
  chart.newest = data;
  // One drawing at a time, the newest last: of two at once the older might be the one that stays.
  chart.drawing ??= drawAll(chart).finally(() => (chart.drawing = undefined));
}
