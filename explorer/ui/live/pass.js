// Asks the page for a new pass to the server, outside of every fragment: a server that was restarted knows none of them,
// and would not hear what is asked from inside one.

export default function ({ setTriggerValue }) {
  const ask = (event) => setTriggerValue("expired", event.detail);
  document.addEventListener("explorer:expired", ask);
  return () => document.removeEventListener("explorer:expired", ask);
}
