// Streamlit sends a component's script with every page; this small one fetches the large one, which the browser keeps.

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".explorer-live");
  root.newest = component;
  if (data.style && !document.querySelector(`link[href="${data.style}"]`)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: data.style }));
  }
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
